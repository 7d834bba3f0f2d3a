package io.bakehouse.openstack.jclouds;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A complete HTTP answer. Header names are in lower case. */
record Answer(int status, Map<String, List<String>> headers, String body) {

    boolean isGood() {
        return status >= 200 && status < 300;
    }

    Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }
}

package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * cloud-init on the server itself: the form of its {@code phone_home} module, and the JSON events of its
 * {@code reporting} webhook, which name no server, so that the address has to ({@code /webhooks/cloud-init/<UUID>} or
 * {@code ?server=}). Source: cloud-init, {@code config/cc_phone_home.py} and {@code reporting/handlers.py}.
 */
final class CloudInit implements Sender {
    private static final List<String> HOST_KEYS = List.of("rsa", "ecdsa", "ed25519", "dsa");

    @Override
    public String name() {
        return "cloud-init";
    }

    /** The reporter sends no Content-Type, so the body itself tells the two apart. */
    @Override
    public Reading read(WebhookRequest request, Instant now) {
        Report report = JsonBody.looksLike(request.body()) ? reporter(request, now) : phoneHome(request, now);
        return new Reading.Reports(List.of(report));
    }

    /** It comes after the configuration has run, and says nothing about its success. */
    private static Report phoneHome(WebhookRequest request, Instant now) {
        Map<String, String> form = FormBody.read(request.body());
        String instance = field(form, "instance_id");
        String host = field(form, "hostname");
        String fqdn = field(form, "fqdn");
        if (instance == null && host == null && fqdn == null) {
            throw new MalformedException("the body is no phone_home form: it has no instance_id, hostname or fqdn."
                    + " Let phone_home.post name them, or leave it out");
        }
        ReportBuilder builder = new ReportBuilder(request, "phone-home", now);
        for (String kind : HOST_KEYS) {
            builder.identity(kind, field(form, "pub_key_" + kind));
        }
        // Not among the fields of phone_home, but of use where people let it send more.
        return builder.identity("machine", field(form, "machine_id"))
                .runId(instance)
                .status(RunStatus.COMPLETED)
                .server(fromPath(request))
                .instance(instance)
                .node(fqdn)
                .node(host)
                .detail("node_name", host == null ? fqdn : host)
                .detail("fqdn", fqdn)
                .build();
    }

    /** About 25 events per boot; the end of {@code modules-final} is the verdict. */
    private static Report reporter(WebhookRequest request, Instant now) {
        JsonNode event = JsonBody.read(request.body());
        String name = JsonBody.text(event, "name");
        String type = JsonBody.text(event, "event_type");
        if (name == null || type == null) {
            throw new MalformedException("the JSON is no event of cloud-init's reporter: it has no "
                    + (name == null ? "name" : "event_type"));
        }
        String result = JsonBody.text(event, "result");
        boolean verdict = name.equals("modules-final") && type.equals("finish");
        boolean failed = "FAIL".equals(result);
        return new ReportBuilder(request, "reporter", now)
                .runId(name + "@" + JsonBody.text(event, "timestamp") + "@" + fromAddress(request))
                .status(!verdict ? RunStatus.PROGRESS : failed ? RunStatus.FAILED : RunStatus.COMPLETED)
                .server(fromPath(request))
                .failure(failed ? JsonBody.text(event, "description") + ": " + result : null)
                .detail("tool_status", result)
                .detail("tool_event", name + "/" + type)
                .build();
    }

    private static String fromAddress(WebhookRequest request) {
        return request.server().orElse(fromPath(request));
    }

    /** The first segment that is a UUID; the Ec2 datasource has other ids, which Nova does not know. */
    private static String fromPath(WebhookRequest request) {
        for (String segment : request.rest().split("/", 10)) {
            if (ServerId.of(segment).isPresent()) {
                return ServerId.of(segment).get();
            }
        }
        return null;
    }

    private static String field(Map<String, String> form, String name) {
        String value = form.getOrDefault(name, "").strip();
        return value.isEmpty() || value.equals("N/A") ? null : value;
    }
}

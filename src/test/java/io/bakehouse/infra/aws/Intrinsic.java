package io.bakehouse.infra.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What CloudFormation works out when the template is deployed, and maps in the order in which people read them. */
final class Intrinsic {
    private Intrinsic() {}

    static Map<String, Object> ref(String name) {
        return Map.of("Ref", name);
    }

    static Map<String, Object> sub(String text) {
        return Map.of("Fn::Sub", text);
    }

    static Map<String, Object> arn(String resource) {
        return Map.of("Fn::GetAtt", List.of(resource, "Arn"));
    }

    /** That value where the condition holds, and no such property where it does not. */
    static Map<String, Object> only(String condition, Object value) {
        return Map.of("Fn::If", List.of(condition, value, ref("AWS::NoValue")));
    }

    /** Keys and values in turn. */
    static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    static Map<String, Object> resource(String type, Object... keysAndValues) {
        return map("Type", type, "Properties", map(keysAndValues));
    }
}

package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a node object of Chef says of the machine. Its {@code openstack.instance_id} is the id of EC2's metadata, not the
 * server's, and its {@code chef_guid} nobody else's; the DMI table has the server's id.
 */
final class ChefNode {
    private ChefNode() {}

    /** Adds what helps to find the server; a node is empty when the run failed early. */
    static ReportBuilder add(ReportBuilder builder, JsonNode node) {
        JsonNode facts = node.path("automatic");
        String dmi = JsonBody.text(facts.path("dmi").path("system"), "uuid");
        String instance = JsonBody.text(facts.path("openstack"), "instance_id");
        return builder.instance(dmi)
                .instance(JsonBody.text(facts.path("openstack"), "uuid"))
                .node(JsonBody.text(facts, "fqdn"))
                .node(JsonBody.text(facts, "hostname"))
                .address(JsonBody.text(facts, "ipaddress"))
                .address(JsonBody.text(facts, "ip6address"))
                .identity("machine", JsonBody.text(facts, "machine_id"))
                .detail("fqdn", JsonBody.text(facts, "fqdn"))
                .detail("dmi_system_uuid", ServerId.of(dmi).orElse(null))
                .detail("ec2_instance_id", instance);
    }
}

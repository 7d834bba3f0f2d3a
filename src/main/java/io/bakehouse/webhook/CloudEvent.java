package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The parts of a CloudEvent that we use; source and id together are its identity.
 *
 * @param data missing when there is none, or when it is not JSON and does not claim to be
 */
record CloudEvent(String source, String id, String type, JsonNode data) {}

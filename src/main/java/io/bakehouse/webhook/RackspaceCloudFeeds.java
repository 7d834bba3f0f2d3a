package io.bakehouse.webhook;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Rackspace Cloud Feeds: an Atom entry about a server, forwarded by whoever reads the feed. The feed tells of usage, never
 * of an image that is ready, so nothing follows from it. Source: docs.rackspace.com, "Using Cloud Feeds".
 */
final class RackspaceCloudFeeds implements Sender {
    private static final int DEEPEST = 32;
    private static final int LONGEST = 255;
    private static final String EVENT = "event";
    private static final XMLInputFactory XML = factory();

    @Override
    public String name() {
        return "rackspace-cloud-feeds";
    }

    @Override
    public Reading read(WebhookRequest request, Instant now) {
        try {
            return entry(XML.createXMLStreamReader(new ByteArrayInputStream(request.body())));
        } catch (XMLStreamException e) {
            throw new MalformedException("the body is not readable as XML"
                    + (e.getLocation() == null
                            ? ""
                            : ": see line " + e.getLocation().getLineNumber()));
        }
    }

    private static Reading entry(XMLStreamReader xml) throws XMLStreamException {
        Map<String, Object> facts = new LinkedHashMap<>();
        String type = null;
        int depth = 0;
        boolean entry = false;
        while (xml.hasNext()) {
            int next = xml.next();
            if (next == XMLStreamConstants.DTD || next == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new MalformedException("the XML has a DTD or entities, which an Atom entry has not");
            }
            if (next == XMLStreamConstants.START_ELEMENT) {
                if (++depth > DEEPEST) {
                    throw new MalformedException("the XML is nested deeper than " + DEEPEST);
                }
                entry |= depth == 1 && xml.getLocalName().equals("entry");
                if (xml.getLocalName().equals(EVENT) && type == null) {
                    type = attribute(xml, "type");
                    facts.put(
                            "instance_id",
                            ServerId.of(attribute(xml, "resourceId")).orElse(null));
                    facts.put("node_name", attribute(xml, "resourceName"));
                    facts.put("event_id", attribute(xml, "id"));
                }
            } else if (next == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
        if (!entry || type == null) {
            throw new MalformedException("the XML is no Atom entry with an event of a type");
        }
        return new Reading.Ignored(
                type.toLowerCase(java.util.Locale.ROOT),
                "other",
                "the feed tells of usage, and images are asked for at the cloud itself",
                facts);
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null || value.length() > LONGEST ? null : value;
    }

    /** The JDK's own, whatever else is on the class path: these settings are about that one. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }
}

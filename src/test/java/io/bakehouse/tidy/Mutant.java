package io.bakehouse.tidy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * One way in which pitest broke the program, as its report of mutations tells.
 *
 * @param owner name of the class that was broken
 * @param method the method as it is written; what is broken in a lambda counts for the method around it
 * @param place file and line
 * @param change what was changed, in pitest's words
 * @param killed whether a test failed, or did not end
 */
record Mutant(String owner, String method, String place, String change, boolean killed) {
    /** The compiler makes methods of lambdas, and those within lambdas have the same form. */
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+");

    /** All mutants of a report. */
    static List<Mutant> read(Path report) throws IOException {
        File file = report.toFile();
        if (!file.exists()) {
            throw new IOException(report + " is missing: run ./mvnw test -Pmutation, which makes it first");
        }
        try {
            NodeList found = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file)
                    .getElementsByTagName("mutation");
            return IntStream.range(0, found.getLength())
                    .mapToObj(i -> of((Element) found.item(i)))
                    .toList();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(report + " is no report of pitest's: remove it and run pitest again", e);
        }
    }

    private static Mutant of(Element mutation) {
        String method = text(mutation, "mutatedMethod");
        Matcher lambda = LAMBDA.matcher(method);
        return new Mutant(
                text(mutation, "mutatedClass"),
                lambda.matches() ? lambda.group(1) : method,
                text(mutation, "sourceFile") + ":" + text(mutation, "lineNumber"),
                text(mutation, "description"),
                Boolean.parseBoolean(mutation.getAttribute("detected")));
    }

    private static String text(Element mutation, String name) {
        return mutation.getElementsByTagName(name).item(0).getTextContent();
    }

    /** The method with its class, as {@code io.bakehouse.function.Sweep.decide}. */
    String unit() {
        return owner + "." + method;
    }

    /** How many of a hundred were killed. */
    static double score(List<Mutant> mutants) {
        return 100.0 * mutants.stream().filter(Mutant::killed).count() / mutants.size();
    }

    @Override
    public String toString() {
        return unit() + " (" + place + "): " + change;
    }
}

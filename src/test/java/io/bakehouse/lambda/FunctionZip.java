package io.bakehouse.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The zip that the profile aws makes. */
public final class FunctionZip {
    private FunctionZip() {}

    /** Where it is. */
    public static Path built() {
        return Path.of(System.getProperty("bakehouse.function.zip", "target/function.zip"));
    }

    /** Unpacks a zip as Lambda does. */
    public static Path unpack(Path zip, Path folder) throws IOException {
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream in = new ZipInputStream(file)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path path = folder.resolve(entry.getName()).normalize();
                if (!path.startsWith(folder)) {
                    throw new IOException("the zip leaves its folder: " + entry.getName());
                }
                if (!entry.isDirectory()) {
                    Files.createDirectories(path.getParent());
                    Files.copy(in, path);
                }
            }
        }
        return folder;
    }

    /** A folder with the classes of the host and nothing else of these tests. */
    static Path host() throws IOException {
        try {
            Path classes = Path.of(Lambda.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path folder = Files.createTempDirectory("host");
            Path name = Path.of("io", "bakehouse", "lambda", "host");
            Files.createDirectories(folder.resolve(name));
            for (String type : new String[] {"LambdaHost", "HostContext"}) {
                Path file = name.resolve(type + ".class");
                Files.copy(classes.resolve(file), folder.resolve(file));
            }
            return folder;
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}

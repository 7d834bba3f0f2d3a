package io.bakehouse.openstack.jclouds;

import com.google.common.base.Throwables;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.bakehouse.openstack.CallListener;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.CloudConfigException;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.platform.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.jclouds.ContextBuilder;
import org.jclouds.lifecycle.Closer;
import org.jclouds.logging.config.NullLoggingModule;
import org.jclouds.openstack.keystone.auth.domain.AuthInfo;
import org.jclouds.openstack.keystone.catalog.config.InternalUrlModule;
import org.jclouds.openstack.keystone.catalog.config.ServiceCatalogModule;
import org.jclouds.openstack.keystone.config.KeystoneProperties;
import org.jclouds.openstack.nova.v2_0.NovaApi;
import org.jclouds.openstack.nova.v2_0.NovaApiMetadata;
import org.jclouds.openstack.nova.v2_0.config.NovaHttpApiModule;
import org.jclouds.openstack.nova.v2_0.config.NovaParserModule;

/** jclouds for one project, started at the first call: it takes a second, and a cloud that is down must not stop us. */
final class Session implements AutoCloseable {
    static {
        // Guice would write classes of its own for what it injects; that takes longer than all that it injects here.
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
    }

    private final CloudConfig config;
    private final InstantSource clock;
    private final CallListener listener;
    private final Pause pause;
    private Injector injector;

    Session(CloudConfig config, InstantSource clock, CallListener listener, Pause pause) {
        this.config = config;
        this.clock = clock;
        this.listener = listener;
        this.pause = pause;
    }

    CloudConfig config() {
        return config;
    }

    <T> T api(Class<T> type) {
        return injector().getInstance(type);
    }

    /** jclouds' own calls of Nova, in our region. */
    NovaApi nova() {
        return api(NovaApi.class);
    }

    String region() {
        return Endpoints.region(config, token().endpoints());
    }

    URI endpoint(String type) {
        return Endpoints.of(type, config, token().endpoints());
    }

    /** Cinder's URL, with the project in it where the catalog has it so; empty when this cloud has no Cinder. */
    Optional<URI> volumeEndpoint() {
        return Endpoints.ofVolumes(config, token().endpoints(), token().project());
    }

    /** Id of the project that the token is for. */
    String project() {
        return token().project();
    }

    /** Runs calls of jclouds and takes our own exception out of all that jclouds and its caches wrap it in. */
    <T> T call(Supplier<T> calls) {
        try {
            return calls.get();
        } catch (RuntimeException e) {
            for (Throwable cause : Throwables.getCausalChain(e)) {
                if (cause instanceof CloudException known) {
                    throw known;
                }
                if (cause instanceof CloudConfigException known) {
                    throw new CloudException(CloudException.Kind.BAD_REQUEST, known.getMessage());
                }
            }
            throw new CloudException(
                    CloudException.Kind.UNKNOWN_OUTCOME, "the cloud's answer makes no sense: " + where(e));
        }
    }

    /** The place in the code instead of the message, which may quote anything. */
    private static String where(RuntimeException failure) {
        Throwable root = Throwables.getRootCause(failure);
        String type = root.getClass().getSimpleName();
        return Arrays.stream(root.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.bakehouse."))
                .findFirst()
                .map(frame -> type + " at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse(type);
    }

    private ProjectToken token() {
        com.google.common.base.Supplier<AuthInfo> supplier =
                injector().getInstance(Key.get(new TypeLiteral<com.google.common.base.Supplier<AuthInfo>>() {}));
        return (ProjectToken) supplier.get();
    }

    /** Starts jclouds before the first call needs it; sends nothing. */
    void prepare() {
        nova();
        api(Tokens.class);
    }

    /** Lets the token and all connections go; the next call makes new ones. */
    void drop() {
        api(Tokens.class).dropAll();
        api(Wire.class).reconnect();
    }

    private synchronized Injector injector() {
        if (injector == null) {
            // Here and not in the module: Guice would write what goes wrong to the log, with its stack.
            Wire wire = new Wire(config);
            CloudModule module = new CloudModule(config, wire, clock, listener, pause);
            Properties properties = new Properties();
            properties.setProperty(KeystoneProperties.KEYSTONE_VERSION, "3");
            properties.setProperty(KeystoneProperties.CREDENTIAL_TYPE, TokenModule.CREDENTIAL_TYPE);
            List<com.google.inject.Module> modules = config.endpoints() == CloudConfig.Endpoints.INTERNAL
                    ? List.of(module, new NullLoggingModule(), new InternalUrlModule())
                    : List.of(module, new NullLoggingModule());
            // All of jclouds' modules for Nova but the compute view, which is not used, and its catalog.
            injector = ContextBuilder.newBuilder(new NovaApiMetadata()
                            .toBuilder()
                                    .defaultModules(Set.of(
                                            TokenModule.class,
                                            ServiceCatalogModule.RegionModule.class,
                                            NovaParserModule.class,
                                            NovaHttpApiModule.class))
                                    .build())
                    .endpoint(config.authUrl().toString())
                    // Only the key of jclouds' cache of tokens: TokenModule takes the real ones from the configuration.
                    .credentials("bakehouse", "unused")
                    .overrides(properties)
                    .modules(modules)
                    .buildInjector();
        }
        return injector;
    }

    @Override
    public synchronized void close() {
        if (injector != null) {
            try {
                injector.getInstance(Closer.class).close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package io.bakehouse.openstack.jclouds;

import com.google.common.base.Supplier;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import io.bakehouse.openstack.CallListener;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.platform.Pause;
import java.time.InstantSource;
import java.util.List;
import org.jclouds.http.HttpCommandExecutorService;
import org.jclouds.http.config.ConfiguresHttpCommandExecutorService;
import org.jclouds.openstack.keystone.auth.domain.AuthInfo;
import org.jclouds.openstack.keystone.catalog.ServiceEndpoint;
import org.jclouds.rest.config.BinderUtils;

/** Adds our driver and our calls to jclouds. */
@ConfiguresHttpCommandExecutorService
final class CloudModule extends AbstractModule {
    private final CloudConfig config;
    private final Wire wire;
    private final InstantSource clock;
    private final CallListener listener;
    private final Pause pause;

    CloudModule(CloudConfig config, Wire wire, InstantSource clock, CallListener listener, Pause pause) {
        this.config = config;
        this.wire = wire;
        this.clock = clock;
        this.listener = listener;
        this.pause = pause;
    }

    @Override
    protected void configure() {
        install(new org.jclouds.http.config.SSLModule());
        bind(CloudConfig.class).toInstance(config);
        bind(InstantSource.class).toInstance(clock);
        bind(CallListener.class).toInstance(listener);
        bind(Pause.class).toInstance(pause);
        bind(Wire.class).toInstance(wire);
        // Not jakarta.inject's annotation on the classes: Quarkus would take them for beans of its own.
        bind(HttpCommandExecutorService.class).to(HttpDriver.class).in(Scopes.SINGLETON);
        bind(Tokens.class).in(Scopes.SINGLETON);
        BinderUtils.bindHttpApi(binder(), ComputeApi.class);
        BinderUtils.bindHttpApi(binder(), ImageApi.class);
        BinderUtils.bindHttpApi(binder(), NetworkApi.class);
        BinderUtils.bindHttpApi(binder(), VolumeApi.class);
    }

    /** The catalog, from which jclouds also takes the regions. */
    @Provides
    Supplier<List<ServiceEndpoint>> catalog(Supplier<AuthInfo> token) {
        return () -> ((ProjectToken) token.get()).endpoints();
    }
}

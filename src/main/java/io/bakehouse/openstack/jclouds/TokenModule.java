package io.bakehouse.openstack.jclouds;

import com.google.common.base.Function;
import com.google.inject.Injector;
import io.bakehouse.openstack.CloudConfig;
import java.util.Map;
import org.jclouds.domain.Credentials;
import org.jclouds.openstack.keystone.auth.config.AuthenticationModule;
import org.jclouds.openstack.keystone.auth.domain.AuthInfo;
import org.jclouds.rest.config.BinderUtils;

/** Gets tokens with whatever {@link CloudConfig} holds, in place of jclouds' user name and password. */
public final class TokenModule extends AuthenticationModule {
    /** The value of jclouds' property for the type of credentials. */
    static final String CREDENTIAL_TYPE = "bakehouse";

    @Override
    protected void configure() {
        super.configure();
        BinderUtils.bindHttpApi(binder(), TokenApi.class);
    }

    @Override
    protected Map<String, Function<Credentials, AuthInfo>> authenticationMethods(Injector injector) {
        CloudConfig config = injector.getInstance(CloudConfig.class);
        TokenApi api = injector.getInstance(TokenApi.class);
        return Map.of(CREDENTIAL_TYPE, unused -> api.create(config.authUrl(), AuthBody.of(config.credentials())));
    }
}

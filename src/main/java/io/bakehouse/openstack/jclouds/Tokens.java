package io.bakehouse.openstack.jclouds;

import com.google.common.cache.LoadingCache;
import com.google.inject.Provider;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jclouds.domain.Credentials;
import org.jclouds.openstack.keystone.auth.domain.AuthInfo;

/** Drops the token that jclouds keeps, when it has to be a new one. */
final class Tokens {
    // A provider, because the cache asks Keystone through the driver that asks this.
    private final Provider<LoadingCache<Credentials, AuthInfo>> cache;

    @Inject
    Tokens(Provider<LoadingCache<Credentials, AuthInfo>> cache) {
        this.cache = cache;
    }

    /** Drops exactly this token: another thread may have renewed it already. */
    void drop(String token) {
        cache.get().asMap().values().removeIf(kept -> kept.getAuthToken().equals(token));
    }

    /** Drops whatever there is. */
    void dropAll() {
        cache.get().invalidateAll();
    }

    /**
     * Drops a token that is about to end: Nova goes on using the one that a snapshot was asked with until the image is
     * uploaded.
     */
    void freshen(Instant now) {
        cache.get().asMap().values().removeIf(kept -> ((ProjectToken) kept).isNearItsEnd(now));
    }
}

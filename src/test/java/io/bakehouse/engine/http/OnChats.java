package io.bakehouse.engine.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The application with secrets of all chat products, and one person in each. */
public class OnChats implements QuarkusTestProfile {
    static final String SLACK = "slack-signing-secret";
    static final String MATTERMOST = "mattermost-token";
    static final String TEAMS = "dGVhbXMtc2VjcmV0LW9mLXRoaXMtdGVzdA==";
    /** PKCS #8 in hex; made for this test. */
    static final String DISCORD_PRIVATE =
            "302e020100300506032b657004220420f4c0e6340be6e4f51c5bd3fdc5cdeaa7c97a3a589d8850cab26f16899e6c779c";

    private static final String DISCORD_PUBLIC = "5e7e2b0677999e38660fdc946a26b78f43851994fc378beedc6b9e85e3114655";

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(RecordingPublisher.class, ListedCloud.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(new OnListedCloud().getConfigOverrides());
        settings.put("bakehouse.data", "target/chat-test-data");
        settings.put("bakehouse.senders.slack.secret", SLACK);
        settings.put("bakehouse.senders.mattermost.secret", MATTERMOST);
        settings.put("bakehouse.senders.discord.secret", DISCORD_PUBLIC);
        settings.put("bakehouse.senders.teams.secret", TEAMS);
        settings.put("bakehouse.people.alice.accounts", "slack:T1/U1,mattermost:m/u,discord:9/8,teams:tenant/aad");
        settings.put("bakehouse.people.alice.commands", "*");
        return settings;
    }
}

package io.bakehouse.access.proof;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which proofs each sender can give. */
public final class Schemes {
    /** The secret itself, in one of many places. */
    public static final Scheme TOKEN = new Shown();

    private static final Scheme STANDARD = new StandardWebhooks();
    private static final Map<String, List<Scheme>> OF_SENDER = Map.of(
            "chef", List.of(TOKEN, new ChefServer()),
            "cloudevents", List.of(TOKEN, STANDARD),
            "standard-webhooks", List.of(STANDARD),
            "github", List.of(BodyHmac.GITHUB, BodyHmac.GITEA, BodyHmac.FORGEJO),
            "gitlab", List.of(TOKEN, STANDARD),
            "terraform-cloud", List.of(BodyHmac.TERRAFORM),
            "mattermost", List.of(new Mattermost()),
            "slack", List.of(new SlackV0()),
            "discord", List.of(new Discord()),
            "teams", List.of(BodyHmac.TEAMS));

    private Schemes() {}

    /** The sender's own; most can only show a token. */
    public static List<Scheme> of(String sender) {
        return OF_SENDER.getOrDefault(sender, List.of(TOKEN));
    }

    /** All by name, for a setting that wants another than the sender's own. */
    public static SortedMap<String, Scheme> all() {
        SortedMap<String, Scheme> all = new TreeMap<>();
        all.put(TOKEN.name(), TOKEN);
        OF_SENDER.values().forEach(some -> some.forEach(scheme -> all.put(scheme.name(), scheme)));
        return all;
    }
}

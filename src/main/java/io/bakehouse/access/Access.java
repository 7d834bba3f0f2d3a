package io.bakehouse.access;

import io.bakehouse.access.proof.Scheme;
import io.bakehouse.access.proof.Schemes;
import io.bakehouse.webhook.ShownTokens;
import io.bakehouse.webhook.WebhookRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is let in, and what they may do. Whoever has no secret of their own shows the general token; without that, which
 * only the practice cloud allows, everybody may do everything.
 */
public final class Access {
    /** Whoever shows the general token, or comes where there is none. */
    private static final String ANYBODY = "somebody";

    private final Optional<Secret> token;
    private final Map<String, SenderAccess> senders;
    private final List<Account> people;
    private final List<Account> channels;

    /**
     * One person's or channel's entry in the settings.
     *
     * @param ids accounts, or the channel's id
     * @param secrets that a script shows; empty for none
     */
    public record Account(String name, List<String> ids, List<Secret> secrets, Rights rights) {
        public Account {
            ids = List.copyOf(ids);
            secrets = List.copyOf(secrets);
        }
    }

    public Access(
            Optional<Secret> token, Map<String, SenderAccess> senders, List<Account> people, List<Account> channels) {
        this.token = token;
        this.senders = Map.copyOf(senders);
        this.people = List.copyOf(people);
        this.channels = List.copyOf(channels);
    }

    /** One token for everybody; empty lets everybody in. */
    public static Access byToken(Optional<String> token) {
        return new Access(token.filter(text -> !text.isBlank()).map(Secret::new), Map.of(), List.of(), List.of());
    }

    /** Whether there is any secret at all. */
    public boolean isGuarded() {
        return token.isPresent();
    }

    /** What is known about the sender, set or not. */
    public SenderAccess sender(String name) {
        SenderAccess known = senders.get(name);
        return known == null ? new SenderAccess(name, Schemes.of(name), List.of(), Map.of(), Rights.ALL) : known;
    }

    /** Whether the request comes from that sender, and in which way it proves that; empty when it does not. */
    public Optional<Admission> admit(String sender, WebhookRequest request, Instant now) {
        SenderAccess access = sender(sender);
        if (!access.isSet() && token.isEmpty()) {
            return Optional.of(new Admission(access.rights(), false, false));
        }
        // All are tried, always: the time taken tells nothing about which one fits.
        List<Scheme> proven = access.schemes().stream()
                .flatMap(scheme -> access.secretsOf(request.header("X-Ops-Userid"))
                        .filter(secret -> scheme.proves(request, secret, now))
                        .map(secret -> scheme))
                .toList();
        if (!proven.isEmpty()) {
            return Optional.of(
                    new Admission(access.rights(), true, proven.get(0).onlyOnce()));
        }
        boolean general = !access.isSet() && Schemes.TOKEN.proves(request, token.orElseThrow(), now);
        return general ? Optional.of(new Admission(access.rights(), true, false)) : Optional.empty();
    }

    /** Who gives a command over HTTP; empty for somebody whom nobody has told a secret. */
    public Optional<Person> scripter(Map<String, List<String>> headers, Map<String, List<String>> query) {
        List<String> shown = ShownTokens.of(headers, query).toList();
        Optional<Person> known = people.stream()
                .filter(person -> isShown(person.secrets(), shown))
                .map(person -> new Person(person.name(), person.rights()))
                .findFirst();
        boolean general = token.isEmpty() || isShown(List.of(token.get()), shown);
        return known.or(() -> general ? Optional.of(new Person(ANYBODY, Rights.ALL)) : Optional.empty());
    }

    /** What somebody in a chat may do: what they may anywhere, and what everybody may in that channel. */
    public List<Rights> chatRights(ChatUser user) {
        List<Rights> some = Stream.concat(
                        people.stream().filter(person -> person.ids().contains(user.account())),
                        channels.stream().filter(channel -> channel.ids().contains(user.place())))
                .map(Account::rights)
                .toList();
        boolean open = token.isEmpty() && people.isEmpty() && channels.isEmpty();
        return open ? List.of(Rights.ALL) : some;
    }

    /** What the person is called in the settings; empty for a stranger. */
    public Optional<String> nameOf(ChatUser user) {
        return people.stream()
                .filter(person -> person.ids().contains(user.account()))
                .map(Account::name)
                .findFirst();
    }

    private static boolean isShown(List<Secret> secrets, List<String> shown) {
        return secrets.stream()
                        .flatMap(secret -> shown.stream().filter(secret::is))
                        .count()
                > 0;
    }
}

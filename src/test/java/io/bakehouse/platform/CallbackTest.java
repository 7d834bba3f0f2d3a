package io.bakehouse.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Marks;
import io.bakehouse.model.UserData;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackTest {
    private static final String SAFE = "[A-Za-z0-9:/?=._\\-\\[\\]]*";
    private static final Callback CALLBACK =
            new Callback(Optional.of("https://b.example.org/x/"), Optional.of("s3cret"));

    @Test
    void aTicketNamesItsBakeAndRoleAndNobodyElse() {
        Set<String> tickets = new HashSet<>();
        for (String bake : List.of("web-1", "web-2", "web-1-canary", "db")) {
            for (String role : List.of(Marks.ROLE_BUILDER, Marks.ROLE_CANARY)) {
                String ticket = CALLBACK.ticket(bake, role);
                assertThat(CALLBACK.caller(ticket)).contains(new ConfigRun.Caller(bake, role));
                assertThat(tickets.add(ticket.substring(ticket.lastIndexOf('.'))))
                        .isTrue();
            }
        }
    }

    @Test
    void aTicketThatWasChangedAnywhereIsWorthNothing() {
        String ticket = CALLBACK.ticket("web-1", Marks.ROLE_BUILDER);
        for (int i = 0; i < ticket.length(); i++) {
            char other = ticket.charAt(i) == 'a' ? 'b' : 'a';
            String changed = ticket.substring(0, i) + other + ticket.substring(i + 1);
            assertThat(CALLBACK.caller(changed)).as(changed).isEmpty();
        }
        assertThat(CALLBACK.caller(ticket.replace("builder", "canary"))).isEmpty();
        assertThat(CALLBACK.caller(ticket.replace("web-1", "web-2"))).isEmpty();
        assertThat(CALLBACK.caller(ticket + "\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cret",
                "bake",
                "bake...",
                "bake.web-1.builder.",
                "bake.WEB.builder.x",
                "bake.web-1.batch.x"
            })
    void whatIsNoTicketIsNobodys(String shown) {
        assertThat(CALLBACK.caller(shown)).isEmpty();
    }

    @Test
    void anotherBakerysTicketsAreWorthNothing() {
        Callback other = new Callback(Optional.empty(), Optional.of("another"));
        Callback none = new Callback(Optional.empty(), Optional.empty());
        String ticket = CALLBACK.ticket("web-1", Marks.ROLE_BUILDER);
        assertThat(other.caller(ticket)).isEmpty();
        assertThat(none.caller(ticket)).isEmpty();
        assertThat(new Callback(Optional.empty(), Optional.of("s3cret")).caller(ticket))
                .as("any process of this bakery knows it")
                .isPresent();
    }

    @Test
    void theAddressHoldsTheTicketAndNeverTheToken() {
        String url = CALLBACK.url("puppet", "web-1", Marks.ROLE_BUILDER).orElseThrow();
        assertThat(url)
                .startsWith("https://b.example.org/x/webhooks/puppet?token=bake.web-1.builder.")
                .doesNotContain("s3cret")
                .matches(SAFE);
        assertThat(new Callback(Optional.empty(), Optional.of("s3cret")).url("puppet", "web-1", "builder"))
                .isEmpty();
    }

    @Test
    void whateverUserDataIsFilledWithNeedsNoEscaping() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 500; i++) {
            String bake = "web-" + Long.toHexString(random.nextLong());
            String url = CALLBACK.url("cloud-init", bake, random.nextBoolean() ? "builder" : "canary")
                    .orElseThrow();
            assertThat(url).matches(SAFE);
            String filled = UserData.fill(
                    "{'u': \"@BAKEHOUSE_CALLBACK_URL@\"} @BAKEHOUSE_BAKE@ @BAKEHOUSE_FAMILY@",
                    Map.of(UserData.CALLBACK_URL, url, UserData.BAKE, bake, UserData.FAMILY, "web"));
            assertThat(filled).isEqualTo("{'u': \"" + url + "\"} " + bake + " web");
            assertThat(UserData.unknown(filled)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\"b", "a'b", "a\nb", "a$b", "a`b", "a\\b", "a&b", "a;b", "a{b", "a#b", "ä", "a@b"})
    void aValueThatWouldNeedEscapingIsRefusedWithoutShowingIt(String value) {
        assertThatThrownBy(() -> UserData.fill("x @BAKEHOUSE_BAKE@", Map.of(UserData.BAKE, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the value of @BAKEHOUSE_BAKE@ would need escaping");
    }

    @Test
    void misspeltPlaceholdersAreFoundAndOtherTextIsNot() {
        assertThat(UserData.unknown("@BAKEHOUSE_URL@ @BAKEHOUSE_BAKE@ @BAKEHOUSE_@ @BAKEHOUSE_URL@"))
                .containsExactly("@BAKEHOUSE_@", "@BAKEHOUSE_URL@");
        assertThat(UserData.unknown("mail@example.org @bakehouse_x@ @BAKEHOUSE_FAMILY@"))
                .isEmpty();
    }
}

package dicegate.table.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.log.Member;
import dicegate.table.log.PolicyChange;
import dicegate.table.log.Role;
import dicegate.table.log.TablePolicy;
import dicegate.table.log.TableWebhook;
import org.junit.jupiter.api.Test;

final class PolicyCodecTest {

  /** As versions without webhooks write it. */
  private static final String OLDER =
      "verifier\tabc\ntitle\tOwls\nlock\ttrue\nlock_names\tfalse\nshow_whispers\tfalse\n"
          + "audience\tall\nadmitted\tAAAAAAAAAAAAAAAA";

  private static final String WEBHOOK =
      "webhook\thT3kQ9_z\thooks.example.com\thttps://hooks.example.com/a?b=c\tjson\tsecret\town\t5"
          + "\tAAAAAAAAAAAAAAAA\tgm\t#56b4e9\tAna B";

  @Test
  void policyOfAnOlderVersionHasNoWebhooks() {
    TablePolicy policy = PolicyCodec.read(OLDER);

    assertThat(policy.title()).isEqualTo("Owls");
    assertThat(policy.locked()).isTrue();
    assertThat(policy.webhooks()).isEmpty();
    assertThat(PolicyCodec.write(policy)).isEqualTo(OLDER);
  }

  @Test
  void webhookIsReadAsItWasWritten() {
    TablePolicy policy = PolicyCodec.read(OLDER + "\n" + WEBHOOK);

    assertThat(policy.webhooks())
        .containsExactly(
            new TableWebhook(
                "hT3kQ9_z",
                "hooks.example.com",
                "https://hooks.example.com/a?b=c",
                "json",
                "secret",
                "own",
                new Member("AAAAAAAAAAAAAAAA", "Ana B", "#56b4e9", "", Role.GM),
                5));
    assertThat(PolicyCodec.write(policy)).isEqualTo(OLDER + "\n" + WEBHOOK);
    assertThat(PolicyChange.withoutWebhook(policy, "hT3kQ9_z")).isEqualTo(PolicyCodec.read(OLDER));
  }

  @Test
  void themeOfTheGmWhoSetAWebhookIsALastField() {
    TablePolicy policy = PolicyCodec.read(OLDER + "\n" + WEBHOOK + "\tbrass");

    assertThat(policy.webhooks().getFirst().by())
        .isEqualTo(new Member("AAAAAAAAAAAAAAAA", "Ana B", "#56b4e9", "brass", Role.GM));
    assertThat(PolicyCodec.write(policy)).isEqualTo(OLDER + "\n" + WEBHOOK + "\tbrass");
    assertThat(PolicyCodec.read(OLDER + "\n" + WEBHOOK + "\tNew Theme\tfield"))
        .isEqualTo(PolicyCodec.read(OLDER + "\n" + WEBHOOK));
  }

  @Test
  void linesOfANewerVersionAreSkipped() {
    assertThat(PolicyCodec.read(OLDER + "\nnewer\tthing\twith\tfields"))
        .isEqualTo(PolicyCodec.read(OLDER));
  }

  @Test
  void sizeIncludesWebhooksAndTheirAddressesAreNotLogged() {
    TablePolicy policy = PolicyCodec.read(OLDER + "\n" + WEBHOOK);

    assertThat(policy.chars() - PolicyCodec.read(OLDER).chars()).isGreaterThan(70);
    assertThat(policy.toString()).contains("hooks.example.com").doesNotContain("a?b=c", "secret");
  }
}

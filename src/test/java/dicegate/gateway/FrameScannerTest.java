package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameScannerTest {

  private static final int MAX = 12_288;

  private final FrameScanner scanner = new FrameScanner(MAX);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1_000, 100_000})
  void wholeFramesAreFinishedHoweverTheyArrive(int partBytes) throws Exception {
    byte[] bytes = frames(List.of(0, 3, 125, 126, 127, MAX - 1, MAX, 0, 1), true);

    for (int at = 0; at < bytes.length; at += partBytes) {
      int count = Math.min(partBytes, bytes.length - at);
      assertThat(scanner.scan(bytes, at, count)).isEqualTo(count);
    }

    assertThat(scanner.unfinishedBytes()).isZero();
  }

  @Test
  void framesWithoutMaskAreFollowedToo() throws Exception {
    byte[] bytes = frames(List.of(5, 300), false);

    assertThat(scanner.scan(bytes, 0, bytes.length)).isEqualTo(bytes.length);
    assertThat(scanner.unfinishedBytes()).isZero();
  }

  @Test
  void bytesOfAFrameWithoutItsEndAreUnfinished() throws Exception {
    byte[] bytes = frames(List.of(3, 200), true);

    scanner.scan(bytes, 0, bytes.length - 50);

    assertThat(scanner.unfinishedBytes()).isEqualTo(158);
  }

  @ParameterizedTest
  @ValueSource(longs = {MAX + 1, 65_536, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void bytesBeforeAFrameThatIsTooLongPass(long length) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    writeFrame(out, 10, true);
    writeHeader(out, length, true);
    out.write(new byte[100]);

    assertThat(scanner.scan(bytes.toByteArray(), 0, bytes.size())).isEqualTo(16);
  }

  @Test
  void headerInTwoPartsIsCheckedAtItsEnd() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writeHeader(new DataOutputStream(bytes), 1L << 30, true);

    assertThat(scanner.scan(bytes.toByteArray(), 0, 5)).isEqualTo(5);
    assertThat(scanner.scan(bytes.toByteArray(), 5, 9)).isZero();
  }

  private static byte[] frames(List<Integer> lengths, boolean masked) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int length : lengths) {
      writeFrame(out, length, masked);
    }
    return bytes.toByteArray();
  }

  private static void writeFrame(DataOutputStream out, int length, boolean masked)
      throws IOException {
    writeHeader(out, length, masked);
    byte[] payload = new byte[length];
    Arrays.fill(payload, (byte) 0xff);
    out.write(payload);
  }

  private static void writeHeader(DataOutputStream out, long length, boolean masked)
      throws IOException {
    int mask = masked ? 0x80 : 0;
    out.write(0x81);
    if (length >= 0 && length < 126) {
      out.write(mask | (int) length);
    } else if (length >= 0 && length <= 0xffff) {
      out.write(mask | 126);
      out.writeShort((int) length);
    } else {
      out.write(mask | 127);
      out.writeLong(length);
    }
    if (masked) {
      out.writeInt(0x01020304);
    }
  }
}

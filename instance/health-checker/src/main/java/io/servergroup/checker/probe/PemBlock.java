package io.servergroup.checker.probe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM file (RFC 7468).
 *
 * @param label such as {@code CERTIFICATE}
 */
record PemBlock(String label, byte[] der) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  static List<PemBlock> of(byte[] file) throws GeneralSecurityException {
    Matcher blocks = BLOCK.matcher(new String(file, StandardCharsets.ISO_8859_1));
    List<PemBlock> found = new ArrayList<>();
    while (blocks.find()) {
      try {
        String base64 = blocks.group(2).replaceAll("\\s", "");
        found.add(new PemBlock(blocks.group(1), Base64.getDecoder().decode(base64)));
      } catch (IllegalArgumentException e) {
        throw new GeneralSecurityException("a " + blocks.group(1) + " is not base64", e);
      }
    }
    return found;
  }
}

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
record PemBlock(String label, String base64) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  static List<PemBlock> of(byte[] file) {
    Matcher blocks = BLOCK.matcher(new String(file, StandardCharsets.ISO_8859_1));
    List<PemBlock> found = new ArrayList<>();
    while (blocks.find()) {
      found.add(new PemBlock(blocks.group(1), blocks.group(2).replaceAll("\\s", "")));
    }
    return found;
  }

  byte[] der() throws GeneralSecurityException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("a " + label + " is not base64", e);
    }
  }
}

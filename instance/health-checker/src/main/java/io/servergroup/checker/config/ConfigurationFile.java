package io.servergroup.checker.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** A file of {@code key = value} lines. */
public final class ConfigurationFile {
  private ConfigurationFile() {}

  /** Settings by key, in the order of the file; none when it cannot be read, which is a finding. */
  public static Map<String, String> read(Path file, Findings findings) {
    Map<String, String> settings = new LinkedHashMap<>();
    try {
      new Lines(settings, file, findings).load(new StringReader(Files.readString(file)));
    } catch (NoSuchFileException e) {
      findings.add("%s, named by --config, does not exist".formatted(file));
    } catch (IOException | IllegalArgumentException e) {
      findings.add("%s, named by --config, cannot be read: %s".formatted(file, e.getMessage()));
    }
    return settings;
  }

  /** Properties tell nobody that a key is there twice, and forget the order. */
  private static final class Lines extends Properties {
    private static final long serialVersionUID = 1;

    private final transient Map<String, String> settings;
    private final transient Path file;
    private final transient Findings findings;

    Lines(Map<String, String> settings, Path file, Findings findings) {
      this.settings = settings;
      this.file = file;
      this.findings = findings;
    }

    @Override
    public synchronized Object put(Object key, Object value) {
      String before = settings.putIfAbsent(key.toString(), value.toString().strip());
      if (before != null) {
        findings.add("%s: %s is there twice".formatted(file, key));
      }
      return before;
    }
  }
}

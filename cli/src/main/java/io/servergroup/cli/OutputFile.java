package io.servergroup.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A file that somebody asked for, which has to turn out writable before the work begins. */
final class OutputFile {
  private OutputFile() {}

  /**
   * The file with that name; empty, with a finding, when it cannot be written. Work that comes to
   * nothing leaves what was there as it was, and no empty file where there was none.
   */
  static Optional<Path> named(Expected option, String name, List<String> findings) {
    try {
      Path file = Path.of(name);
      boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
      // Keeps what is in it until there is something to write.
      Files.newOutputStream(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
          .close();
      if (!there) {
        Files.delete(file);
      }
      return Optional.of(file);
    } catch (IOException | InvalidPathException e) {
      findings.add("%s (it cannot be written: %s)".formatted(option.instead(name), why(name, e)));
      return Optional.empty();
    }
  }

  /** What the system says against writing it. */
  static String why(String name, Exception failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "its folder does not exist";
      case AccessDeniedException _ -> "that is not permitted";
      case FileSystemException _ when Files.isDirectory(Path.of(name)) -> "it is a folder";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      case FileSystemException other -> other.getClass().getSimpleName();
      case IOException other when other.getMessage() != null -> other.getMessage();
      default -> failure.getClass().getSimpleName();
    };
  }

  /** Writes all of it. */
  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UnwrittenException(file, e);
    }
  }
}

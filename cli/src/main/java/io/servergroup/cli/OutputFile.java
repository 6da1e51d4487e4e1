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
    if (name.isEmpty()) {
      findings.add(option.instead(name) + " (its name is empty)");
      return Optional.empty();
    }
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

  /** Adds that two files are one, of which only what is written last would be left. */
  static void refuseSame(
      Expected option,
      Optional<Path> file,
      Expected other,
      Optional<Path> its,
      List<String> findings) {
    if (file.isPresent() && its.isPresent() && same(file.get(), its.get())) {
      findings.add(
          "%s, %s: found '%s' for both; right is a file for each"
              .formatted(option.option(), other.option(), file.get()));
    }
  }

  private static boolean same(Path file, Path other) {
    try {
      return real(file).equals(real(other));
    } catch (IOException e) {
      return false;
    }
  }

  /** Where it is, or will be, through all links. */
  private static Path real(Path file) throws IOException {
    Path whole = file.toAbsolutePath().normalize();
    return Files.exists(whole)
        ? whole.toRealPath()
        : whole.getParent().toRealPath().resolve(whole.getFileName());
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

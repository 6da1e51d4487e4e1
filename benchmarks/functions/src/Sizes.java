import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** How large packages are, in bytes. */
final class Sizes {
  private Sizes() {}

  /** All files of a folder, zipped. */
  static long zipped(Path folder) throws IOException {
    return zipped(files(folder));
  }

  /** Some files, zipped. */
  static long zipped(List<Path> files) throws IOException {
    AtomicLong bytes = new AtomicLong();
    try (ZipOutputStream zip = new ZipOutputStream(counting(bytes))) {
      zip.setLevel(Deflater.DEFAULT_COMPRESSION);
      for (Path file : files) {
        zip.putNextEntry(new ZipEntry(file.toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return bytes.get();
  }

  /** All files of a folder, as they are. */
  static long plain(Path folder) throws IOException {
    long bytes = 0;
    for (Path file : files(folder)) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static OutputStream counting(AtomicLong bytes) {
    return new OutputStream() {
      @Override
      public void write(int one) {
        bytes.incrementAndGet();
      }

      @Override
      public void write(byte[] some, int from, int length) {
        bytes.addAndGet(length);
      }
    };
  }
}

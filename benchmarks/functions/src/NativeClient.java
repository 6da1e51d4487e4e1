import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** The library of the runtime interface client, which Lambda's runtime has unpacked already. */
final class NativeClient {
  private NativeClient() {}

  static Path unpacked(Path runtime, Path folder) throws IOException {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String name = "libaws-lambda-jni.linux-%s.so".formatted(machine);
    Path file = folder.resolve(name);
    try (ZipFile jar = new ZipFile(jar(runtime).toFile())) {
      Files.copy(
          jar.getInputStream(jar.getEntry("jni/" + name)),
          file,
          StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  private static Path jar(Path runtime) throws IOException {
    try (Stream<Path> jars = Files.list(runtime)) {
      return jars.filter(jar -> jar.toString().contains("runtime-interface-client"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no runtime interface client: " + runtime));
    }
  }
}

package io.servergroup.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.utils.ImmutableMap;

/** The package's shorter list of services: what is in it signs as before, and little else is. */
final class SigningRegionsTest {
  private static final List<Region> REGIONS =
      List.of(
          Region.EU_WEST_1, Region.US_GOV_WEST_1, Region.CN_NORTH_1, Region.of("eu-isoe-west-1"));

  @TempDir private Path folder;

  @Test
  void servicesOfClientsSignAsBeforeAndTheRestAreNotLoaded() throws Exception {
    String jars =
        Stream.of(Region.class, Ec2Client.class, Route53Client.class, ImmutableMap.class)
            .map(SigningRegionsTest::jar)
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));

    String told = run("src/package/SigningRegions.java", jars, folder.toString());

    assertTrue(
        told.startsWith("services: [ec2, route53];") || told.startsWith("services: [route53, ec2]"),
        told);
    for (String service : List.of("ec2", "route53", "s3", "unheard-of")) {
      for (Region region : REGIONS) {
        // S3 is not a client's: what is left out signs in its own region, as a new service does.
        assertEquals(
            ServiceMetadata.of(service).signingRegion(region).id(),
            signsIn(jars, service, region),
            service + " in " + region);
      }
    }
  }

  /** Asks the SDK with the shorter list. */
  private String signsIn(String jars, String service, Region region) throws Exception {
    Stream<Path> path =
        Stream.concat(Stream.of(folder), Stream.of(jars.split(File.pathSeparator)).map(Path::of));
    try (URLClassLoader loader =
        new URLClassLoader(
            path.map(SigningRegionsTest::url).toArray(URL[]::new),
            ClassLoader.getPlatformClassLoader()) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            return name.startsWith("org.slf4j.")
                ? Class.forName(name, false, SigningRegionsTest.class.getClassLoader())
                : super.findClass(name);
          }
        }) {
      Class<?> regions = loader.loadClass(Region.class.getName());
      Object metadata =
          loader
              .loadClass(ServiceMetadata.class.getName())
              .getMethod("of", String.class)
              .invoke(null, service);
      Object signing =
          loader
              .loadClass(ServiceMetadata.class.getName())
              .getMethod("signingRegion", regions)
              .invoke(metadata, regions.getMethod("of", String.class).invoke(null, region.id()));
      return signing.toString();
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Path jar(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin/java").toString()),
                        Stream.of(arguments))
                    .toList())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}

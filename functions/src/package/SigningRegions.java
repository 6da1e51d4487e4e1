import static java.lang.constant.ConstantDescs.CLASS_INIT_NAME;

import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Leaves out of the SDK's list of services all that no library of the functions is a client of: its
 * class for every service of AWS, 400 of them, is loaded and made when the first client asks in
 * which region to sign. The SDK takes a service that is not in the list to sign in the region it is
 * called in.
 *
 * <p>Arguments: the jars, as a class path, and the folder to write the one changed class to.
 */
final class SigningRegions {
  private static final String LIST =
      "software/amazon/awssdk/regions/GeneratedServiceMetadataProvider.class";

  private SigningRegions() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    for (String jar : arguments[0].split(File.pathSeparator)) {
      JarEntries.read(Path.of(jar)).forEach(all::putIfAbsent);
    }
    Set<String> clients = new TreeSet<>();
    all.forEach(
        (name, bytes) -> {
          if (name.startsWith("software/amazon/awssdk/services/")
              && name.endsWith("BaseClientBuilder.class")) {
            prefix(ClassFile.of().parse(bytes), clients);
          }
        });
    byte[] list = all.get(LIST);
    if (list == null || clients.isEmpty()) {
      throw new IllegalStateException(
          "the SDK has its list of services, or the names of its clients, elsewhere now: found "
              + (list == null ? "no " + LIST : LIST)
              + ", clients "
              + clients);
    }
    Filter filter = new Filter(clients);
    byte[] shorter = filter.applied(list);
    if (!filter.kept.equals(clients) || filter.left == 0) {
      throw new IllegalStateException(
          "the SDK's list of services is built in another way now: of "
              + clients
              + " it keeps "
              + filter.kept
              + ", and leaves out "
              + filter.left);
    }
    Path to = Path.of(arguments[1]).resolve(LIST);
    Files.createDirectories(to.getParent());
    Files.write(to, shorter);
    System.out.printf("services: %s; %d left out%n", filter.kept, filter.left);
  }

  /** Adds what a client's builder says its service is called in that list. */
  private static void prefix(ClassModel builder, Set<String> clients) {
    for (MethodModel method : builder.methods()) {
      if (method.methodName().equalsString("serviceEndpointPrefix")) {
        for (CodeElement element : method.code().orElseThrow()) {
          if (element instanceof ConstantInstruction constant
              && constant.constantValue() instanceof String text) {
            clients.add(text);
          }
        }
      }
    }
  }

  /** Takes entries out of the map that the class builds: a name, a new object, and a put. */
  private static final class Filter {
    private final Set<String> wanted;
    private final Set<String> kept = new HashSet<>();
    private boolean leaving;
    private int left;

    private Filter(Set<String> wanted) {
      this.wanted = wanted;
    }

    private byte[] applied(byte[] list) {
      CodeTransform entries =
          (code, element) -> {
            if (element instanceof ConstantInstruction constant
                && constant.constantValue() instanceof String name) {
              leaving = !wanted.contains(name);
              if (leaving) {
                left++;
              } else {
                kept.add(name);
              }
            }
            if (!leaving) {
              code.with(element);
            } else if (element instanceof InvokeInstruction call
                && call.name().equalsString("put")) {
              leaving = false;
            }
          };
      ClassFile files = ClassFile.of(ClassFile.ConstantPoolSharingOption.NEW_POOL);
      return files.transformClass(
          files.parse(list),
          (builder, element) -> {
            if (element instanceof MethodModel method
                && method.methodName().equalsString(CLASS_INIT_NAME)) {
              builder.transformMethod(
                  method,
                  (methods, part) -> {
                    if (part instanceof CodeModel body) {
                      methods.transformCode(body, entries);
                    } else {
                      methods.with(part);
                    }
                  });
            } else {
              builder.with(element);
            }
          });
    }
  }
}

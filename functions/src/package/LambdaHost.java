import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A class that has lambdas. */
final class LambdaHost {
  private final LinkedClasses classes;
  private final ClassModel model;
  private final ClassDesc type;
  private final Map<LambdaSite.Kind, List<LambdaSite>> kinds = new LinkedHashMap<>();
  private final Map<LambdaSite, LambdaSite> moved = new HashMap<>();
  private final Map<DirectMethodHandleDesc, Bridge> bridges = new LinkedHashMap<>();
  private final Set<Member> opened = new HashSet<>();
  private int places;
  private int left;

  /** A method of a class. */
  private record Member(String name, String type) {}

  LambdaHost(LinkedClasses classes, ClassModel model) {
    this.classes = classes;
    this.model = model;
    this.type = model.thisClass().asSymbol();
  }

  Map<String, byte[]> rewritten(String name, byte[] bytes) {
    for (MethodModel method : model.methods()) {
      method
          .code()
          .ifPresent(
              code ->
                  code.forEach(
                      element -> {
                        if (element instanceof InvokeDynamicInstruction dynamic) {
                          LambdaSite.of(dynamic).ifPresent(this::note);
                        }
                      }));
    }
    Map<String, byte[]> all = new LinkedHashMap<>();
    if (kinds.isEmpty()) {
      all.put(name, bytes);
      return all;
    }
    all.put(name, classes.verified(transformed(), type));
    kinds.forEach(
        (kind, sites) -> {
          ClassDesc made = made(kind);
          String file = made.descriptorString();
          all.put(
              file.substring(1, file.length() - 1) + ".class",
              classes.verified(new LambdaClass(made, kind, sites).bytes(classes.files()), made));
        });
    return all;
  }

  private void note(LambdaSite site) {
    if (!movable(site)) {
      left++;
      return;
    }
    places++;
    if (moved.containsKey(site)) {
      return;
    }
    LambdaSite reached = reached(site);
    moved.put(site, reached);
    kinds.computeIfAbsent(reached.kind(), each -> new ArrayList<>()).add(reached);
  }

  /** The same lambda, as another class can call what it does. */
  private LambdaSite reached(LambdaSite site) {
    DirectMethodHandleDesc body = site.body();
    if (!body.owner().equals(type)) {
      return site;
    }
    Optional<MethodModel> hidden =
        method(body).filter(each -> each.flags().has(AccessFlag.PRIVATE));
    if (hidden.isEmpty()) {
      return site;
    }
    MethodModel method = hidden.get();
    if (virtual(method)) {
      // Opened, it would override and be overridden by methods of the same name.
      Bridge bridge = bridges.computeIfAbsent(body, each -> new Bridge(each, bridges.size() + 1));
      return site.calling(bridge.handle());
    }
    opened.add(new Member(method.methodName().stringValue(), method.methodType().stringValue()));
    return site;
  }

  private static boolean virtual(MethodModel method) {
    return !method.flags().has(AccessFlag.STATIC) && !method.methodName().equalsString(INIT_NAME);
  }

  private Optional<MethodModel> method(DirectMethodHandleDesc handle) {
    return methodOf(classes.of(handle.owner()), handle);
  }

  private boolean movable(LambdaSite site) {
    DirectMethodHandleDesc body = site.body();
    ClassModel owner = classes.of(body.owner());
    if (owner == null) {
      // The JDK's: what it has that is not public cannot be named by a reference of another
      // package.
      return body.owner().isClassOrInterface() && !body.methodName().equals("clone");
    }
    Optional<AccessFlags> flags = flags(owner, body);
    if (flags.isEmpty()) {
      return false;
    }
    if (flags.get().has(AccessFlag.PRIVATE)) {
      return body.owner().equals(type);
    }
    return body.owner().packageName().equals(type.packageName())
        || flags.get().has(AccessFlag.PUBLIC) && owner.flags().has(AccessFlag.PUBLIC);
  }

  /** The flags of what a handle refers to, which may be inherited. */
  private Optional<AccessFlags> flags(ClassModel owner, DirectMethodHandleDesc handle) {
    for (ClassModel each = owner; each != null; ) {
      Optional<MethodModel> found = methodOf(each, handle);
      if (found.isPresent()) {
        return found.map(MethodModel::flags);
      }
      each = each.superclass().map(above -> classes.of(above.asSymbol())).orElse(null);
    }
    return Optional.empty();
  }

  private static Optional<MethodModel> methodOf(ClassModel owner, DirectMethodHandleDesc handle) {
    return owner == null
        ? Optional.empty()
        : owner.methods().stream()
            .filter(
                each ->
                    each.methodName().equalsString(handle.methodName())
                        && each.methodType().equalsString(handle.lookupDescriptor()))
            .findFirst();
  }

  private ClassDesc made(LambdaSite.Kind kind) {
    int number = new ArrayList<>(kinds.keySet()).indexOf(kind) + 1;
    return ClassDesc.of(
        type.packageName(), type.displayName().replace('.', '$') + "$$Lambdas" + number);
  }

  private byte[] transformed() {
    CodeTransform code =
        (builder, element) -> {
          if (element instanceof InvokeDynamicInstruction dynamic) {
            Optional<LambdaSite> site = LambdaSite.of(dynamic).map(moved::get);
            if (site.isPresent()) {
              ClassDesc made = made(site.get().kind());
              builder.loadConstant(kinds.get(site.get().kind()).indexOf(site.get()));
              builder.invokestatic(made, "of", LambdaClass.factory(site.get().captures()));
              return;
            }
          }
          builder.with(element);
        };
    return classes
        .files()
        .transformClass(
            model,
            ClassTransform.endHandler(
                    builder ->
                        bridges.values().forEach(bridge -> bridge.write(builder, model.flags())))
                .andThen(
                    (builder, element) -> {
                      if (element instanceof MethodModel method) {
                        transform(builder, method, code);
                      } else {
                        builder.with(element);
                      }
                    }));
  }

  private void transform(ClassBuilder builder, MethodModel method, CodeTransform code) {
    boolean open =
        opened.contains(
            new Member(method.methodName().stringValue(), method.methodType().stringValue()));
    builder.transformMethod(
        method,
        (methods, part) -> {
          switch (part) {
            case AccessFlags flags when open -> methods.withFlags(open(flags.flagsMask()));
            case CodeModel body -> methods.transformCode(body, code);
            default -> methods.with(part);
          }
        });
  }

  /** Members of interfaces are public or private. */
  private int open(int flags) {
    int open = flags & ~ClassFile.ACC_PRIVATE;
    return model.flags().has(AccessFlag.INTERFACE) ? open | ClassFile.ACC_PUBLIC : open;
  }

  /** How many lambdas are in classes of their own now. */
  int moved() {
    return places;
  }

  /** How many stay as they are. */
  int left() {
    return left;
  }
}

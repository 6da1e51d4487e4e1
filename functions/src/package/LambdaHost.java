import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
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
  private final Set<Member> opened = new HashSet<>();
  private int moved;
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
    if (movable(site)) {
      List<LambdaSite> alike = kinds.computeIfAbsent(site.kind(), each -> new ArrayList<>());
      if (!alike.contains(site)) {
        alike.add(site);
      }
      if (site.body().owner().equals(type)) {
        method(site.body())
            .filter(each -> each.flags().has(AccessFlag.PRIVATE))
            .ifPresent(
                each ->
                    opened.add(
                        new Member(
                            each.methodName().stringValue(), each.methodType().stringValue())));
      }
      moved++;
    } else {
      left++;
    }
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
    boolean own = body.owner().equals(type);
    if (flags.get().has(AccessFlag.PRIVATE)) {
      boolean overridable =
          !flags.get().has(AccessFlag.STATIC) && !body.methodName().equals(INIT_NAME);
      return own && !overridable;
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
            Optional<LambdaSite> site =
                LambdaSite.of(dynamic)
                    .filter(
                        each ->
                            kinds.containsKey(each.kind())
                                && kinds.get(each.kind()).contains(each));
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
            (builder, element) -> {
              if (element instanceof MethodModel method) {
                Member member =
                    new Member(
                        method.methodName().stringValue(), method.methodType().stringValue());
                boolean open = opened.contains(member);
                builder.transformMethod(
                    method,
                    (methods, part) -> {
                      switch (part) {
                        case AccessFlags flags when open ->
                            methods.withFlags(open(flags.flagsMask()));
                        case CodeModel body -> methods.transformCode(body, code);
                        default -> methods.with(part);
                      }
                    });
              } else {
                builder.with(element);
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
    return moved;
  }

  /** How many stay as they are. */
  int left() {
    return left;
  }
}

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites a jar so that no class is made for a lambda expression or a method reference while a
 * function starts: what they do is in classes of the jar, one for all of a class that are of the
 * same interface and capture the same types. Java makes a class for each otherwise, when it is
 * first evaluated, and the SDK's model of AWS has thousands.
 *
 * <p>What cannot be moved to another class, because it is private there or asks for more than a
 * plain lambda, stays as it is. Every class that was changed or made is verified.
 *
 * <p>Arguments: the jar as it is, and the jar to write.
 */
final class Lambdas {
  private static final ClassDesc METAFACTORY = ClassDesc.of("java.lang.invoke.LambdaMetafactory");

  /** The version of Java whose classes need no more than is written here: Java 8. */
  private static final int VERSION = 52;

  /**
   * A class of the archive has the same time as all entries, so that equal input gives equal
   * output.
   */
  private static final FileTime TIME = FileTime.fromMillis(315_532_800_000L);

  private final Map<String, byte[]> entries;
  private final Map<ClassDesc, ClassModel> classes = new HashMap<>();
  private final ClassFile files;
  private int moved;
  private int left;

  private Lambdas(Map<String, byte[]> entries) {
    this.entries = entries;
    ClassFile plain = ClassFile.of();
    entries.forEach(
        (name, bytes) -> {
          if (name.endsWith(".class")) {
            ClassModel model = plain.parse(bytes);
            classes.put(model.thisClass().asSymbol(), model);
          }
        });
    this.files =
        ClassFile.of(
            ClassFile.ConstantPoolSharingOption.NEW_POOL,
            ClassFile.ClassHierarchyResolverOption.of(
                ((ClassHierarchyResolver) this::hierarchy)
                    .orElse(ClassHierarchyResolver.defaultResolver())
                    // An optional companion that is not there: code about it is never run.
                    .orElse(type -> ClassHierarchyInfo.ofInterface())));
  }

  public static void main(String[] arguments) throws IOException {
    Path from = Path.of(arguments[0]);
    Path to = Path.of(arguments[1]);
    Lambdas lambdas = new Lambdas(read(from));
    Map<String, byte[]> written = lambdas.rewritten();
    Path unfinished = to.resolveSibling(to.getFileName() + ".unfinished");
    write(written, unfinished);
    Files.move(unfinished, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    System.out.printf(
        "%d lambdas are in %d classes; %d stay as they are%n",
        lambdas.moved, written.size() - lambdas.entries.size(), lambdas.left);
  }

  private ClassHierarchyInfo hierarchy(ClassDesc type) {
    ClassModel model = classes.get(type);
    if (model == null) {
      return null;
    }
    return model.flags().has(AccessFlag.INTERFACE)
        ? ClassHierarchyInfo.ofInterface()
        : ClassHierarchyInfo.ofClass(
            model.superclass().map(each -> each.asSymbol()).orElse(CD_Object));
  }

  private Map<String, byte[]> rewritten() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    entries.forEach(
        (name, bytes) -> {
          if (name.endsWith(".class")) {
            all.putAll(new Host(files.parse(bytes)).rewritten(name, bytes));
          } else {
            all.put(name, bytes);
          }
        });
    return all;
  }

  /**
   * A place that evaluates a lambda.
   *
   * @param captures from what is captured to the interface
   * @param erased of the interface's method, as it is declared
   * @param actual of the interface's method, as it is used here
   */
  private record Site(
      MethodTypeDesc captures,
      String method,
      MethodTypeDesc erased,
      DirectMethodHandleDesc body,
      MethodTypeDesc actual) {
    static Optional<Site> of(InvokeDynamicInstruction instruction) {
      DirectMethodHandleDesc bootstrap = instruction.bootstrapMethod();
      if (!bootstrap.owner().equals(METAFACTORY) || !bootstrap.methodName().equals("metafactory")) {
        return Optional.empty();
      }
      List<java.lang.constant.ConstantDesc> arguments = instruction.bootstrapArgs();
      return Optional.of(
          new Site(
              instruction.typeSymbol(),
              instruction.name().stringValue(),
              (MethodTypeDesc) arguments.get(0),
              (DirectMethodHandleDesc) arguments.get(1),
              (MethodTypeDesc) arguments.get(2)));
    }

    Kind kind() {
      return new Kind(captures, method, erased);
    }
  }

  /** Of lambdas that can share a class. */
  private record Kind(MethodTypeDesc captures, String method, MethodTypeDesc erased) {}

  /** A method of a class. */
  private record Member(String name, String type) {}

  /** A class that has lambdas. */
  private final class Host {
    private final ClassModel model;
    private final ClassDesc type;
    private final Map<Kind, List<Site>> kinds = new LinkedHashMap<>();
    private final Set<Member> opened =
        new TreeSet<>(java.util.Comparator.comparing(Member::toString));

    Host(ClassModel model) {
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
                            Site.of(dynamic).ifPresent(this::note);
                          }
                        }));
      }
      Map<String, byte[]> all = new LinkedHashMap<>();
      if (kinds.isEmpty()) {
        all.put(name, bytes);
        return all;
      }
      all.put(name, verified(transformed(), type));
      kinds.forEach(
          (kind, sites) -> {
            ClassDesc made = made(kind);
            String file = made.descriptorString();
            all.put(
                file.substring(1, file.length() - 1) + ".class",
                verified(new Bodies(made, kind, sites).bytes(), made));
          });
      return all;
    }

    private void note(Site site) {
      if (movable(site)) {
        List<Site> alike = kinds.computeIfAbsent(site.kind(), each -> new ArrayList<>());
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
      return methodOf(classes.get(handle.owner()), handle);
    }

    private boolean movable(Site site) {
      DirectMethodHandleDesc body = site.body();
      ClassModel owner = classes.get(body.owner());
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
        each = each.superclass().map(above -> classes.get(above.asSymbol())).orElse(null);
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

    private ClassDesc made(Kind kind) {
      int number = new ArrayList<>(kinds.keySet()).indexOf(kind) + 1;
      return ClassDesc.of(
          type.packageName(), type.displayName().replace('.', '$') + "$$Lambdas" + number);
    }

    private byte[] transformed() {
      CodeTransform code =
          (builder, element) -> {
            if (element instanceof InvokeDynamicInstruction dynamic) {
              Optional<Site> site =
                  Site.of(dynamic)
                      .filter(
                          each ->
                              kinds.containsKey(each.kind())
                                  && kinds.get(each.kind()).contains(each));
              if (site.isPresent()) {
                ClassDesc made = made(site.get().kind());
                builder.loadConstant(kinds.get(site.get().kind()).indexOf(site.get()));
                builder.invokestatic(made, "of", Bodies.factory(site.get().captures()));
                return;
              }
            }
            builder.with(element);
          };
      return files.transformClass(
          model,
          (builder, element) -> {
            if (element instanceof MethodModel method) {
              Member member =
                  new Member(method.methodName().stringValue(), method.methodType().stringValue());
              boolean open = opened.contains(member);
              builder.transformMethod(
                  method,
                  (methods, part) -> {
                    switch (part) {
                      case AccessFlags flags when open ->
                          methods.withFlags(open(flags.flagsMask()));
                      case java.lang.classfile.CodeModel body -> methods.transformCode(body, code);
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
  }

  /** The class of the lambdas of one kind: each of its objects does what its number says. */
  private final class Bodies {
    private static final String NUMBER = "number";

    private final ClassDesc type;
    private final Kind kind;
    private final List<Site> sites;

    Bodies(ClassDesc type, Kind kind, List<Site> sites) {
      this.type = type;
      this.kind = kind;
      this.sites = sites;
    }

    /** From what is captured and the number of a lambda to its object. */
    static MethodTypeDesc factory(MethodTypeDesc captures) {
      return captures.insertParameterTypes(captures.parameterCount(), CD_int);
    }

    byte[] bytes() {
      return files.build(
          type,
          builder -> {
            builder.withVersion(VERSION, 0);
            builder.withFlags(AccessFlag.FINAL, AccessFlag.SUPER, AccessFlag.SYNTHETIC);
            builder.withInterfaceSymbols(kind.captures().returnType());
            builder.withField(NUMBER, CD_int, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
            for (int i = 0; i < kind.captures().parameterCount(); i++) {
              builder.withField(
                  captured(i),
                  kind.captures().parameterType(i),
                  ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
            }
            builder.withMethodBody(
                INIT_NAME, factory(kind.captures()).changeReturnType(CD_void), 0, this::construct);
            builder.withMethodBody(
                "of", factory(kind.captures()), ClassFile.ACC_STATIC, this::create);
            builder.withMethodBody(
                kind.method(), kind.erased(), ClassFile.ACC_PUBLIC, this::dispatch);
          });
    }

    private static String captured(int i) {
      return "captured" + i;
    }

    private void construct(CodeBuilder code) {
      code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void);
      int parameters = kind.captures().parameterCount();
      for (int i = 0; i < parameters; i++) {
        ClassDesc parameter = kind.captures().parameterType(i);
        code.aload(0);
        code.loadLocal(TypeKind.from(parameter), code.parameterSlot(i));
        code.putfield(type, captured(i), parameter);
      }
      code.aload(0).iload(code.parameterSlot(parameters)).putfield(type, NUMBER, CD_int);
      code.return_();
    }

    private void create(CodeBuilder code) {
      MethodTypeDesc factory = factory(kind.captures());
      code.new_(type).dup();
      for (int i = 0; i < factory.parameterCount(); i++) {
        code.loadLocal(TypeKind.from(factory.parameterType(i)), code.parameterSlot(i));
      }
      code.invokespecial(type, INIT_NAME, factory.changeReturnType(CD_void)).areturn();
    }

    private void dispatch(CodeBuilder code) {
      List<Label> labels = sites.stream().map(each -> code.newLabel()).toList();
      if (sites.size() > 1) {
        List<SwitchCase> cases = new ArrayList<>();
        for (int i = 0; i + 1 < sites.size(); i++) {
          cases.add(SwitchCase.of(i, labels.get(i)));
        }
        code.aload(0).getfield(type, NUMBER, CD_int);
        code.tableswitch(0, sites.size() - 2, labels.getLast(), cases);
      }
      for (int i = 0; i < sites.size(); i++) {
        code.labelBinding(labels.get(i));
        run(code, sites.get(i));
      }
    }

    private void run(CodeBuilder code, Site site) {
      DirectMethodHandleDesc body = site.body();
      MethodTypeDesc called = MethodTypeDesc.ofDescriptor(body.lookupDescriptor());
      boolean constructs = body.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR;
      List<ClassDesc> wanted = new ArrayList<>(called.parameterList());
      switch (body.kind()) {
        case STATIC, INTERFACE_STATIC -> {}
        case CONSTRUCTOR -> code.new_(body.owner()).dup();
        default -> wanted.addFirst(body.owner());
      }
      int captures = site.captures().parameterCount();
      for (int i = 0; i < wanted.size(); i++) {
        if (i < captures) {
          ClassDesc given = site.captures().parameterType(i);
          code.aload(0).getfield(type, captured(i), given);
          convert(code, given, wanted.get(i));
        } else {
          ClassDesc erased = site.erased().parameterType(i - captures);
          code.loadLocal(TypeKind.from(erased), code.parameterSlot(i - captures));
          ClassDesc actual = site.actual().parameterType(i - captures);
          convert(code, erased, actual);
          convert(code, actual, wanted.get(i));
        }
      }
      switch (body.kind()) {
        case STATIC -> code.invokestatic(body.owner(), body.methodName(), called, false);
        case INTERFACE_STATIC -> code.invokestatic(body.owner(), body.methodName(), called, true);
        case CONSTRUCTOR -> code.invokespecial(body.owner(), INIT_NAME, called);
        case INTERFACE_VIRTUAL, INTERFACE_SPECIAL ->
            code.invokeinterface(body.owner(), body.methodName(), called);
        default -> code.invokevirtual(body.owner(), body.methodName(), called);
      }
      answer(code, constructs ? body.owner() : called.returnType(), site);
    }

    private static void answer(CodeBuilder code, ClassDesc given, Site site) {
      ClassDesc wanted = site.erased().returnType();
      if (wanted.equals(CD_void)) {
        switch (TypeKind.from(given).slotSize()) {
          case 0 -> {}
          case 1 -> code.pop();
          default -> code.pop2();
        }
      } else {
        convert(code, given, site.actual().returnType());
        convert(code, site.actual().returnType(), wanted);
      }
      code.return_(TypeKind.from(wanted));
    }

    /** As a lambda's arguments and answers are converted: casts, boxes, and numbers made wider. */
    private static void convert(CodeBuilder code, ClassDesc from, ClassDesc to) {
      if (from.equals(to) || to.equals(CD_Object) && !from.isPrimitive()) {
        return;
      }
      if (!from.isPrimitive() && !to.isPrimitive()) {
        code.checkcast(to);
      } else if (from.isPrimitive() && to.isPrimitive()) {
        code.conversion(TypeKind.from(from), TypeKind.from(to));
      } else if (from.isPrimitive()) {
        ClassDesc box = BOXES.get(from);
        code.invokestatic(box, "valueOf", MethodTypeDesc.of(box, from));
      } else {
        ClassDesc primitive = primitive(from).orElse(to);
        ClassDesc box = BOXES.get(primitive);
        if (!from.equals(box)) {
          code.checkcast(box);
        }
        code.invokevirtual(box, primitive.displayName() + "Value", MethodTypeDesc.of(primitive));
        convert(code, primitive, to);
      }
    }

    private static Optional<ClassDesc> primitive(ClassDesc box) {
      return BOXES.entrySet().stream()
          .filter(each -> each.getValue().equals(box))
          .map(Map.Entry::getKey)
          .findFirst();
    }
  }

  private static final Map<ClassDesc, ClassDesc> BOXES =
      Map.of(
          java.lang.constant.ConstantDescs.CD_boolean,
          java.lang.constant.ConstantDescs.CD_Boolean,
          java.lang.constant.ConstantDescs.CD_byte,
          java.lang.constant.ConstantDescs.CD_Byte,
          java.lang.constant.ConstantDescs.CD_char,
          java.lang.constant.ConstantDescs.CD_Character,
          java.lang.constant.ConstantDescs.CD_short,
          java.lang.constant.ConstantDescs.CD_Short,
          CD_int,
          java.lang.constant.ConstantDescs.CD_Integer,
          java.lang.constant.ConstantDescs.CD_long,
          java.lang.constant.ConstantDescs.CD_Long,
          java.lang.constant.ConstantDescs.CD_float,
          java.lang.constant.ConstantDescs.CD_Float,
          java.lang.constant.ConstantDescs.CD_double,
          java.lang.constant.ConstantDescs.CD_Double);

  private byte[] verified(byte[] bytes, ClassDesc type) {
    List<VerifyError> errors = files.verify(bytes);
    if (!errors.isEmpty()) {
      throw new IllegalStateException(type.displayName() + " cannot be verified: " + errors);
    }
    return bytes;
  }

  private static Map<String, byte[]> read(Path jar) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
        if (!entry.isDirectory()) {
          try (InputStream in = zip.getInputStream(entry)) {
            entries.put(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
    return entries;
  }

  /** Entries are not compressed: see rules.pro. */
  private static void write(Map<String, byte[]> entries, Path jar) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setLastModifiedTime(TIME);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(each.getValue().length);
        CRC32 sum = new CRC32();
        sum.update(each.getValue());
        entry.setCrc(sum.getValue());
        out.putNextEntry(entry);
        out.write(each.getValue());
        out.closeEntry();
      }
    }
  }
}

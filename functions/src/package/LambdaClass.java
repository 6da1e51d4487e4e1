import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;

/** The class of the lambdas of one kind: each of its objects does what its number says. */
final class LambdaClass {
  /** The version of Java whose classes need no more than is written here: Java 8. */
  private static final int VERSION = 52;

  private static final String NUMBER = "number";

  private final ClassDesc type;
  private final LambdaSite.Kind kind;
  private final List<LambdaSite> sites;

  LambdaClass(ClassDesc type, LambdaSite.Kind kind, List<LambdaSite> sites) {
    this.type = type;
    this.kind = kind;
    this.sites = sites;
  }

  /** From what is captured and the number of a lambda to its object. */
  static MethodTypeDesc factory(MethodTypeDesc captures) {
    return captures.insertParameterTypes(captures.parameterCount(), CD_int);
  }

  byte[] bytes(ClassFile files) {
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

  private void run(CodeBuilder code, LambdaSite site) {
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
        Conversions.convert(code, given, wanted.get(i));
      } else {
        ClassDesc erased = site.erased().parameterType(i - captures);
        code.loadLocal(TypeKind.from(erased), code.parameterSlot(i - captures));
        ClassDesc actual = site.actual().parameterType(i - captures);
        Conversions.convert(code, erased, actual);
        Conversions.convert(code, actual, wanted.get(i));
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

  private static void answer(CodeBuilder code, ClassDesc given, LambdaSite site) {
    ClassDesc wanted = site.erased().returnType();
    if (wanted.equals(CD_void)) {
      switch (TypeKind.from(given).slotSize()) {
        case 0 -> {}
        case 1 -> code.pop();
        default -> code.pop2();
      }
    } else {
      Conversions.convert(code, given, site.actual().returnType());
      Conversions.convert(code, site.actual().returnType(), wanted);
    }
    code.return_(TypeKind.from(wanted));
  }
}

import static java.lang.constant.ConstantDescs.CD_Object;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All classes of a jar, as far as one has to know of another. */
final class LinkedClasses {
  private final Map<ClassDesc, ClassModel> classes = new HashMap<>();
  private final ClassFile files =
      ClassFile.of(
          ClassFile.ConstantPoolSharingOption.NEW_POOL,
          ClassFile.ClassHierarchyResolverOption.of(
              ((ClassHierarchyResolver) this::hierarchy)
                  .orElse(ClassHierarchyResolver.defaultResolver())
                  // An optional companion that is not there: code about it is never run.
                  .orElse(type -> ClassHierarchyInfo.ofInterface())));

  /**
   * @param entries of the jar, by name
   */
  LinkedClasses(Map<String, byte[]> entries) {
    ClassFile plain = ClassFile.of();
    entries.forEach(
        (name, bytes) -> {
          if (name.endsWith(".class")) {
            ClassModel model = plain.parse(bytes);
            classes.put(model.thisClass().asSymbol(), model);
          }
        });
  }

  /** A class of the jar; null for one that is not in it. */
  ClassModel of(ClassDesc type) {
    return classes.get(type);
  }

  /** Reads and writes class files that refer to these. */
  ClassFile files() {
    return files;
  }

  /**
   * The same bytes.
   *
   * @throws IllegalStateException when a JVM would refuse them
   */
  byte[] verified(byte[] bytes, ClassDesc type) {
    List<VerifyError> errors = files.verify(bytes);
    if (!errors.isEmpty()) {
      throw new IllegalStateException(type.displayName() + " cannot be verified: " + errors);
    }
    return bytes;
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
}

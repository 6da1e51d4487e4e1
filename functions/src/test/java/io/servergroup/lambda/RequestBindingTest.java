package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.beans.ConstructorProperties;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What handlers are asked can be read by every version of the runtime's JSON binding. */
class RequestBindingTest {
  @Test
  void everyRecordThatLambdaReadsNamesItsComponentsInOrder() {
    Set<Class<?>> records = recordsRead();
    assertTrue(records.contains(RolloutState.RollbackState.class), records::toString);
    for (Class<?> type : records) {
      List<String> components =
          Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
      assertEquals(components, named(type), type.getName());
    }
  }

  private static List<String> named(Class<?> type) {
    return Arrays.stream(type.getDeclaredConstructors())
        .map((Constructor<?> each) -> each.getAnnotation(ConstructorProperties.class))
        .filter(annotation -> annotation != null)
        .map(annotation -> List.of(annotation.value()))
        .findFirst()
        .orElse(List.of());
  }

  private static Set<Class<?>> recordsRead() {
    Deque<Type> left = new ArrayDeque<>();
    for (JavaClass each :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.servergroup.lambda")) {
      if (each.isAssignableTo(RequestHandler.class)) {
        Arrays.stream(each.reflect().getGenericInterfaces())
            .map(ParameterizedType.class::cast)
            .forEach(handler -> left.add(handler.getActualTypeArguments()[0]));
      }
    }
    Set<Class<?>> records = new LinkedHashSet<>();
    while (!left.isEmpty()) {
      switch (left.remove()) {
        case ParameterizedType generic -> left.addAll(List.of(generic.getActualTypeArguments()));
        case Class<?> type when type.isRecord() && records.add(type) ->
            Arrays.stream(type.getRecordComponents())
                .forEach(component -> left.add(component.getGenericType()));
        default -> {}
      }
    }
    return records;
  }
}

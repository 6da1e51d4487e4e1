package io.servergroup.cli;

import io.servergroup.aws.AwsClients;
import io.servergroup.simulator.rehearsal.RunningRollout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** An account of whose clients some are other ones. */
record Altered(RunningRollout rollout, String client, UnaryOperator<Object> other)
    implements RealAccounts {
  /** One whose groups may not be read. */
  static Altered withoutAutoScaling(RunningRollout rollout) {
    return new Altered(
        rollout,
        "autoScaling",
        _ -> {
          throw SdkClientException.create("not allowed");
        });
  }

  /** One whose table of locks does not answer for some requests, counted from 0. */
  static Altered whoseLocksDoNotAnswer(RunningRollout rollout, IntPredicate requests) {
    AtomicInteger count = new AtomicInteger();
    return whoseItemsAreRead(
        rollout,
        () -> {
          if (requests.test(count.getAndIncrement())) {
            throw SdkClientException.create("the network is away");
          }
        });
  }

  /** One whose only control plane is that of one group. */
  static Altered withoutTableForAllGroups(RunningRollout rollout) {
    return whoseItemsAreRead(
        rollout,
        () -> {
          throw ResourceNotFoundException.builder().message("no such table").build();
        });
  }

  /** One in which something happens before an item is read. */
  private static Altered whoseItemsAreRead(RunningRollout rollout, Runnable before) {
    return new Altered(
        rollout,
        "dynamoDb",
        real ->
            proxy(
                DynamoDbClient.class,
                (method, arguments) -> {
                  if (method.getName().equals("getItem")) {
                    before.run();
                  }
                  return method.invoke(real, arguments);
                }));
  }

  @Override
  public Account real(Place place) {
    AwsClients all = rollout.clients();
    AwsClients some =
        proxy(
            AwsClients.class,
            (method, arguments) -> {
              Object usual = method.invoke(all, arguments);
              return method.getName().equals(client) ? other.apply(usual) : usual;
            });
    return new Account(some, rollout.clock(), Optional.empty());
  }

  private interface Answers {
    Object to(Method method, Object[] arguments) throws ReflectiveOperationException;
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              try {
                return answers.to(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}

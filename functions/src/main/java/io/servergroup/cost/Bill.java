package io.servergroup.cost;

/**
 * What AWS charges, in US dollars.
 *
 * @param transitions of Step Functions
 * @param requests to Lambda
 * @param duration of Lambda
 * @param dynamoDb requests
 * @param notifications that SNS is given
 * @param events that EventBridge is given
 */
public record Bill(
    double transitions,
    double requests,
    double duration,
    double dynamoDb,
    double notifications,
    double events) {
  /** Everything together. */
  public double total() {
    return transitions + requests + duration + dynamoDb + notifications + events;
  }
}

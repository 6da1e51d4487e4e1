package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many connections a function would have needed. */
final class DemandTest {
  private static final URI EC2 = URI.create("https://ec2.eu-west-1.amazonaws.com/");
  private static final URI ROUTE53 = URI.create("https://route53.amazonaws.com/");

  private final Demand demand = new Demand();

  @Test
  void asManyAsRequestsWereMadeAtTheSameTimeAndNotAltogether() {
    demand.begins(EC2);
    demand.begins(EC2);
    demand.ends(EC2);
    demand.ends(EC2);
    demand.begins(EC2);
    demand.ends(EC2);
    demand.begins(ROUTE53);

    assertEquals(Map.of(EC2, 2, ROUTE53, 1), demand.most());
  }

  @Test
  void whatIsNeededFirstComesFirst() {
    demand.begins(ROUTE53);
    demand.begins(EC2);

    assertEquals(List.of(ROUTE53, EC2), List.copyOf(demand.most().keySet()));
  }
}

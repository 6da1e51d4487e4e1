package io.servergroup.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.paginators.DescribeNetworkInterfacesIterable;

class SlotReaderTest {
  /**
   * EC2 may give fewer results than asked for, or none, together with a token for more.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-pagination.html">Pagination
   *     in the Amazon EC2 API</a>
   */
  private static final class EmptyPagesFirst implements Ec2Client {
    @Override
    public DescribeNetworkInterfacesResponse describeNetworkInterfaces(
        DescribeNetworkInterfacesRequest request) {
      DescribeNetworkInterfacesResponse.Builder page = DescribeNetworkInterfacesResponse.builder();
      return switch (request.nextToken()) {
        case null -> page.nextToken("2").build();
        case "2" -> page.networkInterfaces(eni("eni-0")).nextToken("3").build();
        case "3" -> page.nextToken("4").build();
        default -> page.networkInterfaces(eni("eni-1")).build();
      };
    }

    @Override
    public DescribeNetworkInterfacesIterable describeNetworkInterfacesPaginator(
        DescribeNetworkInterfacesRequest request) {
      return new DescribeNetworkInterfacesIterable(this, request);
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  @Test
  void aPageWithoutAnyInterfaceIsNotTheEndOfThem() {
    List<InterfaceRecord> read =
        new SlotReader(new EmptyPagesFirst(), new InOrder(), InterfaceRecord::of, VolumeRecord::of)
            .interfaces("tools", List.of());
    assertEquals(
        List.of("eni-0", "eni-1"),
        read.stream().map(each -> each.networkInterface().id()).toList());
  }

  private static NetworkInterface eni(String id) {
    return NetworkInterface.builder()
        .networkInterfaceId(id)
        .tagSet(Tag.builder().key("ServerGroupName").value("tools").build())
        .build();
  }
}

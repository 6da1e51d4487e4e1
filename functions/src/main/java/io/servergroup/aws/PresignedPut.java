package io.servergroup.aws;

import io.servergroup.stack.PresignedUrl;
import java.io.IOException;

/** Puts a body to a presigned URL of S3: over the network in Lambda, simulated in a rehearsal. */
@FunctionalInterface
public interface PresignedPut {
  /**
   * Puts it once.
   *
   * @return the status of HTTP, such as 200
   * @throws IOException when there was no answer; the body may have arrived all the same
   */
  int put(PresignedUrl url, byte[] body) throws IOException;
}

package io.servergroup.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RecordNamesTest {
  @Test
  void aNameIsReadAsItsTagWritesIt() {
    assertEquals("0.tools.example", RecordGateway.plain("0.Tools.example."));
    assertEquals("*.tools.example", RecordGateway.plain("\\052.tools.example."));
  }

  @Test
  void namesAreOrderedByTheirLabelsFromTheLastToTheFirst() {
    assertEquals("example.tools.0.", RecordGateway.reversed("0.tools.example"));
  }
}

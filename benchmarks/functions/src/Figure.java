/** What is measured of a process. */
enum Figure {
  COLD("cold start: from the start of the process to its first answer", "ms"),
  COLD_CPU("processor time of a cold start, as /proc tells it in steps of 10 ms", "ms"),
  INIT("initialisation: from the start of the process to its question for an event", "ms"),
  RESTORE("from the snapshot to the question for an event", "ms"),
  FIRST("the first invocation", "ms"),
  FIRST_CPU("processor time of the first invocation after the snapshot", "ms"),
  NEXT("invocations 2 to 6, their median", "ms"),
  WARM_50("invocations 41 to 60, their median", "ms"),
  WARM_LAST("the last 20 launch events, their median", "ms"),
  TERMINATE("terminate event, warm", "ms"),
  POLL("poll of a batch, warm", "ms"),
  PEAK("peak of resident memory, VmHWM, after 6 invocations", "MB"),
  RESIDENT("resident memory, VmRSS, after 6 invocations", "MB"),
  RESIDENT_LAST("resident memory, VmRSS, after the last invocation", "MB");

  final String text;
  final String unit;

  Figure(String text, String unit) {
    this.text = text;
    this.unit = unit;
  }
}

package io.servergroup.checker;

/** What {@code --help} prints. */
final class Help {
  static final String TEXT =
      """
      health-checker: answers a load balancer on one port for all that runs on a server

        health-checker [FLAG]...

      Checks, each as often as needed; NAME= may be left out
        --port PORT                 TCP on 127.0.0.1
        --tcp [NAME=]HOST:PORT      TCP; several targets, separated by commas: one is enough
        --tls [NAME=]HOST:PORT      TLS, with the host name verified
        --http [NAME=]URL           GET, http: or https:
        --script [NAME=]COMMAND     a command and its arguments; exit status 0 is healthy
        --script-timeout SECONDS    of all of these scripts (5)
        --set KEY=VALUE             any key of the configuration, such as check.NAME.for=ready

      Answers: /ready runs every check, / and every other path those that are for = live
        --listener ADDRESS:PORT     where to answer (0.0.0.0:5500)
        --time-limit DURATION       of an answer (the longest of a check, and 500 ms)
        --check-time-limit DURATION of a check that has none of its own (4s)
        --cache DURATION            how long a result is used again (1s)
        --failure-status STATUS     503 or 504 (503)
        --body json|text            (json)
        --drain-file FILE           while it exists, answers are not healthy
        --drain-answers all|ready   which answers (all)
        --singleflight              always so: requests share runs of checks
        --log-level LEVEL           panic, fatal, error, warning, info, debug, trace (info)

      Further
        --config FILE               key = value lines; flags win
        --check[=live|ready]        run the checks once, print the answer; 0 healthy, 1 not
        --help, --version

      Exit status: 0 stopped, or healthy; 1 not healthy; 2 wrong usage; 3 cannot listen; 70 defect.
      """;

  private Help() {}
}

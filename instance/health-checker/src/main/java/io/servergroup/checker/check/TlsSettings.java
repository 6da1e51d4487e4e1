package io.servergroup.checker.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a connection is made secure. Empty parts mean what Java does by itself.
 *
 * @param ca who is trusted: PEM or PKCS #12
 * @param caPassword a file; only for PKCS #12
 * @param serverName the name to ask for and to verify, in place of the target's host
 * @param client our own certificate and key: PEM or PKCS #12
 * @param clientPassword a file; only for PKCS #12
 * @param expiryWarning certificates that expire within this time are worth a warning
 */
public record TlsSettings(
    Optional<Path> ca,
    Optional<Path> caPassword,
    Optional<String> serverName,
    Optional<Path> client,
    Optional<Path> clientPassword,
    Duration expiryWarning) {}

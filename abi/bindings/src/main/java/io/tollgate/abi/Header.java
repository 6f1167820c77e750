package io.tollgate.abi;

/** One header, trailer or metadata line. */
public record Header(String name, String value) {}

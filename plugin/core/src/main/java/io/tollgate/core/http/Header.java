package io.tollgate.core.http;

/** One header; the name is in lower case. */
public record Header(String name, String value) {}

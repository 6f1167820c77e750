package io.tollgate.core.ratelimit;

/** One pair of a descriptor. The service's peers refuse empty texts, so neither may be empty. */
public record Entry(String key, String value) {}

package io.tollgate.json;

/** A key as it is written, with its quotes and colon. */
public final class JsonKey {
    final byte[] bytes;

    public JsonKey(String name) {
        bytes = new JsonWriter().key(name).toBytes();
    }
}

package io.tollgate.abi;

import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.host.Status;
import io.tollgate.abi.wire.Utf8;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The part of the fake host that does not depend on a stream. */
abstract class FakeShared implements HostPort {
    public final Map<String, byte[]> properties = new HashMap<>();
    public final Map<String, byte[]> shared = new HashMap<>();
    public final Map<Integer, Long> metrics = new HashMap<>();
    public int version = 1;
    public final List<String> calls = new ArrayList<>();

    /** What a call returns instead of OK, by the call's name. */
    public final Map<String, Integer> refusals = new HashMap<>();

    byte[] bytes = {};
    int number;
    long wide;

    public boolean called(String prefix) {
        return calls.stream().anyMatch(call -> call.startsWith(prefix));
    }

    int answer(String call, Object... arguments) {
        var text = new StringBuilder(call);
        for (Object argument : arguments) {
            text.append(' ').append(argument instanceof Block block ? block.text() : argument);
        }
        calls.add(text.toString());
        bytes = new byte[0];
        return refusals.getOrDefault(call, Status.OK);
    }

    @Override
    public int getSharedData(String key) {
        int status = answer("getSharedData", key);
        if (!shared.containsKey(key)) {
            return Status.NOT_FOUND;
        }
        bytes = shared.get(key);
        number = version;
        return status;
    }

    @Override
    public int setSharedData(String key, Block value, int expected) {
        int status = answer("setSharedData", key, value, expected);
        if (shared.containsKey(key) && expected != 0 && expected != version) {
            return Status.CAS_MISMATCH;
        }
        shared.put(key, value.toByteArray());
        version++;
        return status;
    }

    @Override
    public int registerQueue(String name) {
        int status = answer("registerQueue", name);
        number = 77;
        return status;
    }

    @Override
    public int resolveQueue(String vm, String name) {
        int status = answer("resolveQueue", vm, name);
        number = 77;
        return status;
    }

    @Override
    public int enqueue(int queue, Block value) {
        return answer("enqueue", queue, value);
    }

    @Override
    public int dequeue(int queue) {
        int status = answer("dequeue", queue);
        bytes = Utf8.encode("item");
        return status;
    }

    @Override
    public int defineMetric(int kind, String name) {
        int status = answer("defineMetric", kind, name);
        number = 4 * (metrics.size() + 1) + kind;
        metrics.put(number, 0L);
        return status;
    }

    @Override
    public int incrementMetric(int metric, long delta) {
        metrics.merge(metric, delta, Long::sum);
        return answer("incrementMetric", metric, delta);
    }

    @Override
    public int recordMetric(int metric, long value) {
        metrics.put(metric, value);
        return answer("recordMetric", metric, value);
    }

    @Override
    public int getMetric(int metric) {
        int status = answer("getMetric", metric);
        wide = metrics.get(metric);
        return status;
    }

    @Override
    public int getProperty(String path) {
        int status = answer("getProperty", path.replace('\0', '/'));
        byte[] value = properties.get(path);
        if (value == null) {
            return Status.NOT_FOUND;
        }
        bytes = value;
        return status;
    }

    @Override
    public int setProperty(String path, Block value) {
        properties.put(path, value.toByteArray());
        return answer("setProperty", path, value);
    }

    @Override
    public int callForeignFunction(String name, Block arguments) {
        return answer("callForeignFunction", name, arguments);
    }
}

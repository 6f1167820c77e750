package io.tollgate.abi.teavm;

import io.tollgate.abi.Block;

/** The host as a compiled module reaches it: replies, callouts, and what is shared. */
final class TeaVmHost extends LinearHost {
    @Override
    public int sendLocalResponse(
            int code, String details, Block body, Block headers, int grpcStatus) {
        texts.reset();
        int detailsAt = texts.put(details);
        int detailsSize = texts.size();
        return Imports.sendLocalResponse(
                code,
                detailsAt,
                detailsSize,
                at(body),
                body.length(),
                at(headers),
                headers.length(),
                grpcStatus);
    }

    @Override
    public int httpCall(
            String cluster, Block headers, Block body, Block trailers, int timeoutMillis) {
        texts.reset();
        int clusterAt = texts.put(cluster);
        int clusterSize = texts.size();
        return Imports.httpCall(
                clusterAt,
                clusterSize,
                at(headers),
                headers.length(),
                at(body),
                body.length(),
                at(trailers),
                trailers.length(),
                timeoutMillis,
                LinearMemory.NUMBER);
    }

    @Override
    public int grpcCall(
            Block target,
            String service,
            String method,
            Block metadata,
            Block message,
            int timeoutMillis) {
        texts.reset();
        int serviceAt = texts.put(service);
        int serviceSize = texts.size();
        int methodAt = texts.put(method);
        int methodSize = texts.size();
        return Imports.grpcCall(
                at(target),
                target.length(),
                serviceAt,
                serviceSize,
                methodAt,
                methodSize,
                at(metadata),
                metadata.length(),
                at(message),
                message.length(),
                timeoutMillis,
                LinearMemory.NUMBER);
    }

    @Override
    public int grpcStream(Block target, String service, String method, Block metadata) {
        texts.reset();
        int serviceAt = texts.put(service);
        int serviceSize = texts.size();
        int methodAt = texts.put(method);
        int methodSize = texts.size();
        return Imports.grpcStream(
                at(target),
                target.length(),
                serviceAt,
                serviceSize,
                methodAt,
                methodSize,
                at(metadata),
                metadata.length(),
                LinearMemory.NUMBER);
    }

    @Override
    public int grpcSend(int token, Block message, boolean end) {
        return Imports.grpcSend(token, at(message), message.length(), end ? 1 : 0);
    }

    @Override
    public int grpcCancel(int token) {
        return Imports.grpcCancel(token);
    }

    @Override
    public int grpcClose(int token) {
        return Imports.grpcClose(token);
    }

    @Override
    public int getSharedData(String key) {
        texts.reset();
        int keyAt = texts.put(key);
        int keySize = texts.size();
        clear();
        return Imports.getSharedData(
                keyAt, keySize, LinearMemory.DATA, LinearMemory.SIZE, LinearMemory.NUMBER);
    }

    @Override
    public int setSharedData(String key, Block value, int version) {
        texts.reset();
        int keyAt = texts.put(key);
        int keySize = texts.size();
        return Imports.setSharedData(keyAt, keySize, at(value), value.length(), version);
    }

    @Override
    public int registerQueue(String name) {
        texts.reset();
        int nameAt = texts.put(name);
        int nameSize = texts.size();
        return Imports.registerQueue(nameAt, nameSize, LinearMemory.NUMBER);
    }

    @Override
    public int resolveQueue(String vm, String name) {
        texts.reset();
        int vmAt = texts.put(vm);
        int vmSize = texts.size();
        int nameAt = texts.put(name);
        int nameSize = texts.size();
        return Imports.resolveQueue(vmAt, vmSize, nameAt, nameSize, LinearMemory.NUMBER);
    }

    @Override
    public int enqueue(int queue, Block value) {
        return Imports.enqueue(queue, at(value), value.length());
    }

    @Override
    public int dequeue(int queue) {
        clear();
        return Imports.dequeue(queue, LinearMemory.DATA, LinearMemory.SIZE);
    }

    @Override
    public int defineMetric(int kind, String name) {
        texts.reset();
        int nameAt = texts.put(name);
        int nameSize = texts.size();
        return Imports.defineMetric(kind, nameAt, nameSize, LinearMemory.NUMBER);
    }

    @Override
    public int incrementMetric(int metric, long delta) {
        return Imports.incrementMetric(metric, delta);
    }

    @Override
    public int recordMetric(int metric, long value) {
        return Imports.recordMetric(metric, value);
    }

    @Override
    public int getMetric(int metric) {
        return Imports.getMetric(metric, LinearMemory.LONG);
    }

    @Override
    public int getProperty(String path) {
        texts.reset();
        int pathAt = texts.put(path);
        int pathSize = texts.size();
        clear();
        return Imports.getProperty(pathAt, pathSize, LinearMemory.DATA, LinearMemory.SIZE);
    }

    @Override
    public int setProperty(String path, Block value) {
        texts.reset();
        int pathAt = texts.put(path);
        int pathSize = texts.size();
        return Imports.setProperty(pathAt, pathSize, at(value), value.length());
    }

    @Override
    public int callForeignFunction(String name, Block arguments) {
        texts.reset();
        int nameAt = texts.put(name);
        int nameSize = texts.size();
        clear();
        return Imports.callForeignFunction(
                nameAt,
                nameSize,
                at(arguments),
                arguments.length(),
                LinearMemory.DATA,
                LinearMemory.SIZE);
    }
}

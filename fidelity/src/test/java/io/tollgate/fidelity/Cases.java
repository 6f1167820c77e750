package io.tollgate.fidelity;

import java.util.ArrayList;
import java.util.List;

/** The cases, by family. */
final class Cases {
    private Cases() {}

    static List<Case> all() {
        List<Case> all = new ArrayList<>();
        all.addAll(HeaderCases.all());
        all.addAll(BufferCases.all());
        all.addAll(StreamCases.all());
        all.addAll(StateCases.all());
        all.addAll(CalloutCases.all());
        all.addAll(GrpcStreamCases.all());
        all.addAll(RepeatedFieldCases.all());
        all.addAll(EndingCases.all());
        all.addAll(HttpCalloutCases.all());
        all.addAll(ReadCases.all());
        all.addAll(BodyCases.all());
        return all;
    }
}

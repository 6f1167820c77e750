package io.tollgate.compiler;

import org.teavm.extension.spi.substitution.SimpleSubstitutionPolicy;
import org.teavm.extension.spi.substitution.SubstitutionSink;

/**
 * JDK classes that TeaVM lacks and filters need: {@code java.x.Y} is taken from {@code
 * emulated.java.x.TY}.
 */
public final class JdkSubstitutions extends SimpleSubstitutionPolicy {
    @Override
    public void contribute(SubstitutionSink sink) {
        sink.selectClasses(
                        named("java.security.MessageDigest")
                                .or(named("java.security.Key"))
                                .or(named("java.security.InvalidKeyException"))
                                .or(named("java.util.zip.Inflater"))
                                .or(named("javax.crypto.Mac"))
                                .or(named("javax.crypto.spec.SecretKeySpec")))
                .packagePrefix("io.tollgate.compiler.emulated.")
                .simpleNamePrefix("T");
    }
}

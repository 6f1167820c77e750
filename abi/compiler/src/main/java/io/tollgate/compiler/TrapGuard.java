package io.tollgate.compiler;

import io.tollgate.compiler.emulated.Checks;
import java.util.HashMap;
import java.util.Map;
import org.teavm.model.Instruction;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.ConstructArrayInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.LongConstantInstruction;
import org.teavm.model.instructions.NumericOperandType;
import org.teavm.model.util.DefinitionExtractor;

/**
 * Makes integer division and the size of new arrays calls of {@link Checks}, unless a constant says
 * that all is well.
 */
final class TrapGuard {
    private static final String CHECKS = Checks.class.getName();

    void guard(String className, Program program) {
        if (program == null || className.equals(CHECKS)) {
            return;
        }
        Map<Variable, Long> constants = null;
        for (var block : program.getBasicBlocks()) {
            for (Instruction instruction : block) {
                var doubtful = doubtful(instruction);
                if (doubtful != null) {
                    constants = constants == null ? constants(program) : constants;
                    guard(program, instruction, constants.getOrDefault(doubtful, 0L));
                }
            }
        }
    }

    /** The operand that may make the instruction trap, or null if it has none. */
    private static Variable doubtful(Instruction instruction) {
        if (instruction instanceof BinaryInstruction binary && isDivision(binary)) {
            return binary.getSecondOperand();
        }
        return instruction instanceof ConstructArrayInstruction array ? array.getSize() : null;
    }

    private static void guard(Program program, Instruction instruction, long known) {
        if (instruction instanceof BinaryInstruction binary && (known == 0 || known == -1)) {
            binary.replace(call(binary));
        } else if (instruction instanceof ConstructArrayInstruction array && known <= 0) {
            var check = new InvokeInstruction();
            check.setType(InvocationType.SPECIAL);
            check.setMethod(
                    new MethodReference(CHECKS, "arraySize", ValueType.INTEGER, ValueType.INTEGER));
            check.setArguments(array.getSize());
            check.setReceiver(program.createVariable());
            check.setLocation(array.getLocation());
            array.insertPrevious(check);
            array.setSize(check.getReceiver());
        }
    }

    private static boolean isDivision(BinaryInstruction binary) {
        boolean integer =
                binary.getOperandType() == NumericOperandType.INT
                        || binary.getOperandType() == NumericOperandType.LONG;
        return integer
                && (binary.getOperation() == BinaryOperation.DIVIDE
                        || binary.getOperation() == BinaryOperation.MODULO);
    }

    /** Variables that are never anything but one constant. */
    private static Map<Variable, Long> constants(Program program) {
        Map<Variable, Long> result = new HashMap<>();
        var extractor = new DefinitionExtractor();
        for (var block : program.getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof IntegerConstantInstruction constant) {
                    result.merge(
                            constant.getReceiver(), (long) constant.getConstant(), (a, b) -> 0L);
                } else if (instruction instanceof LongConstantInstruction constant) {
                    result.merge(constant.getReceiver(), constant.getConstant(), (a, b) -> 0L);
                } else {
                    instruction.acceptVisitor(extractor);
                    for (var defined : extractor.getDefinedVariables()) {
                        result.put(defined, 0L);
                    }
                }
            }
        }
        return result;
    }

    private static InvokeInstruction call(BinaryInstruction binary) {
        ValueType type =
                binary.getOperandType() == NumericOperandType.INT
                        ? ValueType.INTEGER
                        : ValueType.LONG;
        String name = binary.getOperation() == BinaryOperation.DIVIDE ? "divide" : "remainder";
        var call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(new MethodReference(CHECKS, name, type, type, type));
        call.setArguments(binary.getFirstOperand(), binary.getSecondOperand());
        call.setReceiver(binary.getReceiver());
        call.setLocation(binary.getLocation());
        return call;
    }
}

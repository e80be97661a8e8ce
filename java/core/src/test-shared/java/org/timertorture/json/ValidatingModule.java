// SPDX-License-Identifier: Apache-2.0
package org.timertorture.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.ResolvableSerializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.Map;
import org.timertorture.compare.Comparison;
import org.timertorture.predict.PredictionResult;
import org.timertorture.predict.Predictions;
import org.timertorture.result.RunResult;

/**
 * Validates every result that is written against its JSON Schema. {@link Json} finds this module on the class path of
 * the tests, so that no test can forget it.
 */
public final class ValidatingModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    private static final Map<Class<?>, ResultSchema> SCHEMAS = Map.of(
            RunResult.class, ResultSchema.RUN,
            MatrixDocument.class, ResultSchema.MATRIX,
            Comparison.class, ResultSchema.COMPARISON,
            Predictions.class, ResultSchema.PREDICTIONS,
            PredictionResult.class, ResultSchema.PREDICTION_RESULT);

    /** A module that validates results. */
    public ValidatingModule() {
        super("validating");
        setSerializerModifier(new Modifier());
    }

    private static final class Modifier extends BeanSerializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription bean, JsonSerializer<?> serializer) {
            ResultSchema schema = SCHEMAS.get(bean.getBeanClass());
            return schema == null ? serializer : new Validating(serializer, schema);
        }
    }

    private static final class Validating extends JsonSerializer<Object> implements ResolvableSerializer {
        private final JsonSerializer<Object> serializer;
        private final ResultSchema schema;

        @SuppressWarnings("unchecked")
        Validating(JsonSerializer<?> serializer, ResultSchema schema) {
            this.serializer = (JsonSerializer<Object>) serializer;
            this.schema = schema;
        }

        @Override
        public void resolve(SerializerProvider provider) throws JsonMappingException {
            if (serializer instanceof ResolvableSerializer resolvable) {
                resolvable.resolve(provider);
            }
        }

        @Override
        public void serialize(Object value, JsonGenerator json, SerializerProvider provider) throws IOException {
            try (TokenBuffer buffer = new TokenBuffer(json.getCodec(), false)) {
                serializer.serialize(value, buffer, provider);
                TreeNode tree = buffer.asParser(json.getCodec()).readValueAsTree();
                schema.check((JsonNode) tree);
                json.writeTree(tree);
            }
        }
    }
}

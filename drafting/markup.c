#include "drafting/markup.h"

#include <string.h>

static Text entity_of(char byte) {
    switch (byte) {
    case '&': return TEXT("&amp;");
    case '<': return TEXT("&lt;");
    case '>': return TEXT("&gt;");
    case '"': return TEXT("&quot;");
    case '\'': return TEXT("&#39;");
    default: return (Text){NULL, 0};
    }
}

void markup_add_html(TextBuilder *out, Text text) {
    for (size_t i = 0; i < text.len; i++) {
        Text entity = entity_of(text.bytes[i]);
        if (entity.len > 0)
            text_builder_add(out, entity);
        else
            text_builder_add_char(out, text.bytes[i]);
    }
}

void markup_add_isolated(TextBuilder *out, Text text) {
    text_builder_add(out, TEXT("<bdi>"));
    markup_add_html(out, text);
    text_builder_add(out, TEXT("</bdi>"));
}

void markup_add_markdown(TextBuilder *out, Text text) {
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.bytes[i];
        if (byte == '<' || byte == '&') {
            text_builder_add(out, byte == '<' ? TEXT("&lt;") : TEXT("&amp;"));
        } else {
            if (byte && strchr("\\`*_[]|#~!>", byte)) text_builder_add_char(out, '\\');
            text_builder_add_char(out, byte);
        }
    }
}

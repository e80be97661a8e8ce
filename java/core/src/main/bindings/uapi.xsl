<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!--
  Turns castxml's description of kmod/include/uapi/timertorture.h into Java sources of package org.timertorture.uapi:

    struct tt_rec_end     class EndRecord, a Struct; likewise every tt_rec_*, and each is a KernelRecord
    struct tt_info        class InfoStruct; likewise every other struct
    enum tt_end_reason    enum EndReason; its constants lose the prefix that they share
    enum { TT_ABI ... }   constants of class Uapi without TT_
    struct tt_counts      in addition enum Counter: a constant for each field that is not an array; likewise
                          struct tt_model_counts and ModelCounter

  A class lists its fields, and has a getter and a setter for each field that is not reserved, named as the field is. The
  fields of an embedded struct become fields of the class.
-->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:functions"
                exclude-result-prefixes="xs f">
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:key name="by-id" match="*[@id]" use="@id"/>

  <xsl:variable name="header" select="/CastXML/File[ends-with(@name, '/timertorture.h')]/@id"/>
  <xsl:variable name="structs" select="/CastXML/Struct[@file = $header][@name != '']"/>
  <xsl:variable name="enums" select="/CastXML/Enumeration[@file = $header][@name != '']"/>
  <xsl:variable name="constants" select="/CastXML/Enumeration[@file = $header][@name = '']/EnumValue"/>

  <!-- tt_rec_no_overlap -> RecNoOverlap -->
  <xsl:function name="f:camel" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="string-join(tokenize($name, '_') ! (upper-case(substring(., 1, 1)) || substring(., 2)))"/>
  </xsl:function>

  <xsl:function name="f:method" as="xs:string">
    <xsl:param name="field" as="xs:string"/>
    <xsl:variable name="camel" select="f:camel($field)"/>
    <xsl:sequence select="lower-case(substring($camel, 1, 1)) || substring($camel, 2)"/>
  </xsl:function>

  <xsl:function name="f:class" as="xs:string">
    <xsl:param name="struct" as="element(Struct)"/>
    <xsl:sequence select="
        if (starts-with($struct/@name, 'tt_rec_'))
        then f:camel(substring-after($struct/@name, 'tt_rec_')) || 'Record'
        else f:camel(substring-after($struct/@name, 'tt_')) || 'Struct'"/>
  </xsl:function>

  <!-- The number of characters that all names begin with, up to and with the last underscore. -->
  <xsl:function name="f:prefix" as="xs:integer">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:variable name="first" select="$names[1]"/>
    <xsl:sequence select="max((1 to string-length($first))
        [substring($first, ., 1) = '_'][every $n in $names satisfies starts-with($n, substring($first, 1, .))])"/>
  </xsl:function>

  <!-- A number of 32 bits as Java's int. -->
  <xsl:function name="f:int" as="xs:integer">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="if ($number gt 2147483647) then $number - 4294967296 else $number"/>
  </xsl:function>

  <!-- A field's type without typedefs and such: a FundamentalType, an ArrayType or a Struct. -->
  <xsl:function name="f:resolve" as="element()">
    <xsl:param name="typed" as="element()"/>
    <xsl:variable name="type" select="key('by-id', $typed/@type, root($typed))"/>
    <xsl:sequence select="if ($type/self::Typedef or $type/self::ElaboratedType) then f:resolve($type) else $type"/>
  </xsl:function>

  <!--
    The fields of a struct, those of embedded ones among them: field elements with name, type (u8, u32, s32, u64, char or
    a struct's name), offset in bytes, count, and kind (single, array or flexible).
  -->
  <xsl:function name="f:fields" as="element(field)*">
    <xsl:param name="struct" as="element(Struct)"/>
    <xsl:param name="base" as="xs:integer"/>
    <xsl:for-each select="tokenize($struct/@members, ' ') ! key('by-id', ., root($struct))[self::Field]">
      <xsl:variable name="offset" select="$base + xs:integer(@offset) idiv 8"/>
      <xsl:variable name="type" select="f:resolve(.)"/>
      <xsl:choose>
        <xsl:when test="$type/self::Struct">
          <xsl:sequence select="f:fields($type, $offset)"/>
        </xsl:when>
        <xsl:when test="$type/self::ArrayType">
          <field name="{@name}" type="{f:scalar(f:resolve($type))}" offset="{$offset}"
                 count="{if ($type/@max = '') then 0 else xs:integer($type/@max) + 1}"
                 kind="{if ($type/@max = '') then 'flexible' else 'array'}"/>
        </xsl:when>
        <xsl:otherwise>
          <field name="{@name}" type="{f:scalar($type)}" offset="{$offset}" count="1" kind="single"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:scalar" as="xs:string">
    <xsl:param name="type" as="element()"/>
    <xsl:choose>
      <xsl:when test="$type/self::Struct">{f:class($type)}</xsl:when>
      <xsl:when test="$type/@name = 'char'">char</xsl:when>
      <xsl:when test="$type/@name = 'unsigned char'">u8</xsl:when>
      <xsl:when test="$type/@name = 'unsigned int'">u32</xsl:when>
      <xsl:when test="$type/@name = 'int'">s32</xsl:when>
      <xsl:when test="$type/@name = 'long long unsigned int'">u64</xsl:when>
      <xsl:otherwise>
        <xsl:message terminate="yes">a field of the header has the type {$type/@name}, which it must not use</xsl:message>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template name="begin">// SPDX-License-Identifier: Apache-2.0
// Generated from kmod/include/uapi/timertorture.h by java/core/src/main/bindings/uapi.xsl.
package org.timertorture.uapi;

</xsl:template>

  <!-- The result of the transformation itself is Uapi.java; all other classes are written beside it. -->
  <xsl:template match="/">
    <xsl:call-template name="begin"/>
    <xsl:text>/** The single constants of {{@code timertorture.h}}, which documents them. */
public final class Uapi {{
</xsl:text>
    <xsl:for-each select="$constants">
      <xsl:text>    /** {{@code {@name}}} */
    public static final int {substring-after(@name, 'TT_')} = {f:int(@init)};
</xsl:text>
    </xsl:for-each>
    <xsl:text>
    private Uapi() {{}}
}}
</xsl:text>
    <xsl:for-each select="$enums">
      <xsl:result-document href="{f:camel(substring-after(@name, 'tt_'))}.java">
        <xsl:call-template name="begin"/>
        <xsl:apply-templates select="."/>
      </xsl:result-document>
    </xsl:for-each>
    <xsl:for-each select="$structs">
      <xsl:result-document href="{f:class(.)}.java">
        <xsl:call-template name="begin"/>
        <xsl:apply-templates select="."/>
      </xsl:result-document>
    </xsl:for-each>
    <xsl:for-each select="$structs[ends-with(@name, 'counts')]">
      <xsl:variable name="class" select="f:camel(replace(@name, '^tt_(.*)s$', '$1')) => replace('Count$', 'Counter')"/>
      <xsl:result-document href="{$class}.java">
        <xsl:call-template name="begin"/>
        <xsl:call-template name="counter">
          <xsl:with-param name="counts" select="."/>
          <xsl:with-param name="class" select="$class"/>
        </xsl:call-template>
      </xsl:result-document>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="Enumeration">
    <xsl:variable name="class" select="f:camel(substring-after(@name, 'tt_'))"/>
    <xsl:variable name="prefix" select="f:prefix(EnumValue/@name)"/>
    <xsl:text>import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** {{@code enum {@name}}}; the header documents the constants. */
public enum {$class} implements Numbered {{
</xsl:text>
    <xsl:for-each select="EnumValue">
      <xsl:text>    /** {{@code {@name}}} */
    {substring(@name, $prefix + 1)}({f:int(@init)}){if (position() = last()) then ';' else ','}
</xsl:text>
    </xsl:for-each>
    <xsl:text>
    private final int number;

    {$class}(int number) {{
        this.number = number;
    }}

    @Override
    public int number() {{
        return number;
    }}

    /**
     * The constant that has a number.
     *
     * @throws IllegalArgumentException if the header has none
     */
    public static {$class} of(int number) {{
        return Numbered.of(values(), number);
    }}

    /** The constant that has a number, if there is one. */
    public static Optional&lt;{$class}&gt; numbered(int number) {{
        return Arrays.stream(values()).filter(v -> v.number == number).findFirst();
    }}

    /** The constant that has a label. */
    public static Optional&lt;{$class}&gt; named(String label) {{
        return Named.parse(values(), label);
    }}
</xsl:text>
    <xsl:variable name="flags" select="ends-with(@name, '_flag')"/>
    <xsl:if test="$flags or max(EnumValue/xs:integer(@init)) lt 32">
      <xsl:variable name="bit" select="if ($flags) then 'number' else '1 &lt;&lt; number'"/>
      <xsl:text>
    /** The constant's bit in a mask: {{@code {replace($bit, '&lt;', '&amp;lt;')}}}. */
    public int bit() {{
        return {$bit};
    }}

    /** Whether a mask has the constant's bit. */
    public boolean in(long mask) {{
        return (mask &amp; bit()) != 0;
    }}

    /** All constants whose bit a mask has, in the header's order. */
    public static List&lt;{$class}&gt; allIn(long mask) {{
        return Arrays.stream(values()).filter(v -> v.in(mask)).toList();
    }}

    /** The mask that has the bits of some constants. */
    public static int mask(Collection&lt;{$class}&gt; constants) {{
        return constants.stream().mapToInt({$class}::bit).reduce(0, (a, b) -> a | b);
    }}
</xsl:text>
    </xsl:if>
    <xsl:text>}}
</xsl:text>
  </xsl:template>

  <xsl:template match="Struct">
    <xsl:variable name="class" select="f:class(.)"/>
    <xsl:variable name="fields" select="f:fields(., 0)"/>
    <xsl:variable name="record" select="$fields[@name = 'type'] and $fields[@name = 'cell']"/>
    <xsl:text>import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** {{@code struct {@name}}}; the header documents the fields. */
public final class {$class} extends Struct{if ($record) then ' implements KernelRecord' else ''} {{
    /** In bytes{if ($fields/@kind = 'flexible') then ', without the elements at its end' else ''}. */
    public static final int SIZE = {xs:integer(@size) idiv 8};

    private static final List&lt;Field&gt; FIELDS = List.of(</xsl:text>
    <xsl:for-each select="$fields">
      <xsl:text>
            new Field("{@name}", Field.Type.{if (@kind = 'flexible') then 'ELEMENTS' else upper-case(@type)}, {@offset}, {@count}){
              if (position() = last()) then '' else ','}</xsl:text>
    </xsl:for-each>
    <xsl:text>);

    /**
     * Views the struct that begins at a buffer's position. Later changes of the buffer show.
     *
     * @throws IllegalArgumentException if fewer than {{@link #SIZE}} bytes are left
     */
    public {$class}(ByteBuffer buffer) {{
        super("{@name}", SIZE, buffer);
    }}

    /** A struct of its own, all zero. */
    public {$class}(ByteOrder order) {{
        this(ByteBuffer.allocate(SIZE).order(order));
    }}
</xsl:text>
    <xsl:for-each select="$fields[@kind = 'flexible']">
      <xsl:text>
    /** A struct of its own with its elements, all else zero. */
    public {$class}(ByteOrder order, List&lt;{@type}&gt; {@name}) {{
        this(ByteBuffer.allocate(SIZE + {@name}.size() * {@type}.SIZE).order(order));
        {f:method('nr_' || @name)}({@name}.size());
        putElements(SIZE, {@name});
    }}
</xsl:text>
    </xsl:for-each>
    <xsl:text>
    @Override
    public List&lt;Field&gt; fields() {{
        return FIELDS;
    }}
</xsl:text>
    <xsl:apply-templates select="$fields[not(starts-with(@name, 'reserved'))]">
      <xsl:with-param name="class" select="$class"/>
    </xsl:apply-templates>
    <xsl:text>}}
</xsl:text>
  </xsl:template>

  <xsl:template match="field">
    <xsl:param name="class"/>
    <xsl:text>
    public </xsl:text>
    <xsl:choose>
      <xsl:when test="@kind = 'flexible'">
        <xsl:text>List&lt;{@type}&gt; {f:method(@name)}() {{
        return elements(SIZE, {@type}.SIZE, {f:method('nr_' || @name)}(), {@type}::new);
    }}
</xsl:text>
      </xsl:when>
      <xsl:when test="@type = 'char'">
        <xsl:text>String {f:method(@name)}() {{
        return text({@offset}, {@count});
    }}

    public {$class} {f:method(@name)}(String value) {{
        putText({@offset}, {@count}, value);
        return this;
    }}
</xsl:text>
      </xsl:when>
      <xsl:when test="@kind = 'array'">
        <xsl:variable name="element" select="if (@type = 'u64') then 'Long' else 'Integer'"/>
        <xsl:text>List&lt;{$element}&gt; {f:method(@name)}() {{
        return {@type}s({@offset}, {@count});
    }}

    public {$class} {f:method(@name)}({if (@type = 'u64') then 'long' else 'int'}... values) {{
        put{upper-case(@type)}s({@offset}, {@count}, values);
        return this;
    }}
</xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>{if (@type = 'u64') then 'long' else 'int'} {f:method(@name)}() {{
        return {@type}({@offset});
    }}

    public {$class} {f:method(@name)}(long value) {{
        put{upper-case(@type)}({@offset}, value);
        return this;
    }}
</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="counter">
    <xsl:param name="counts" as="element(Struct)"/>
    <xsl:param name="class" as="xs:string"/>
    <xsl:variable name="record" select="f:class($structs[tokenize(@members, ' ') ! key('by-id', ., root($counts))
        [self::Field][f:resolve(.) is $counts]])"/>
    <xsl:variable name="fields" select="f:fields($counts, 0)[@kind = 'single']"/>
    <xsl:text>import java.util.function.ToLongFunction;

/** The fields of {{@code struct {$counts/@name}}} that are no arrays; the header documents them. */
public enum {$class} implements Named {{
</xsl:text>
    <xsl:for-each select="$fields">
      <xsl:text>    {upper-case(@name)}({$record}::{f:method(@name)}){if (position() = last()) then ';' else ','}
</xsl:text>
    </xsl:for-each>
    <xsl:text>
    private final ToLongFunction&lt;{$record}&gt; field;

    {$class}(ToLongFunction&lt;{$record}&gt; field) {{
        this.field = field;
    }}

    /** What a record of one pair counted. */
    public long of({$record} record) {{
        return field.applyAsLong(record);
    }}
}}
</xsl:text>
  </xsl:template>
</xsl:stylesheet>

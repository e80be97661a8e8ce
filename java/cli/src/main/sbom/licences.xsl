<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Writes a line for each component of a bill of materials: its name, its version and its licences. -->
<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xpath-default-namespace="http://cyclonedx.org/schema/bom/1.6">
  <xsl:output method="text"/>
  <xsl:template match="/">
    <xsl:for-each select="bom/components/component">
      <xsl:sort select="name"/>
      <xsl:variable name="licences" select="licenses/(expression | license/(id, name)[1])"/>
      <xsl:if test="empty($licences)">
        <xsl:message terminate="yes">the licence of <xsl:value-of select="name"/> is not known</xsl:message>
      </xsl:if>
      <xsl:value-of select="string-join((name, version, string-join($licences, ' or ')), '  ')"/>
      <xsl:text>&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
